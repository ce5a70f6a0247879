/// The command line.
package io.scalewatch.local;
