/// Finds out what an endpoint of models can do, from this machine.
package io.scalewatch.local.probe;
