/// One trace per prompt, through the topics and all four services.
package io.scalewatch.tracing;
