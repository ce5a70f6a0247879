/// Finds out what an endpoint of models can do, with the providers that the worker calls it with.
package io.scalewatch.inference.probe;
