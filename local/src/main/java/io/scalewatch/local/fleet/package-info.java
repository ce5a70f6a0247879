/// The models that are watched, and their deployment.
package io.scalewatch.local.fleet;
