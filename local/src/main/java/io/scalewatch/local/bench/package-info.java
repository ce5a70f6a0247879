/// `scalewatch bench`: what the whole pipeline does on this machine.
package io.scalewatch.local.bench;
