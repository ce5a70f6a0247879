/// Records that a service could not read.
package io.scalewatch.local.deadletters;
