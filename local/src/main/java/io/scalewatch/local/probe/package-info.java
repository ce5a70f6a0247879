/// Finds out what an endpoint of models can do, with the service's own providers.
package io.scalewatch.local.probe;
