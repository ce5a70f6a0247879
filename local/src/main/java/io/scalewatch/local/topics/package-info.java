/// The topics on a broker that Scalewatch did not start.
package io.scalewatch.local.topics;
