/// Configuration, start and stop, health of the service.
package io.scalewatch.analysis.runtime;
