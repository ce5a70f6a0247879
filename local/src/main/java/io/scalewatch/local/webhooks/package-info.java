/// Subscribers that are called, on the command line.
package io.scalewatch.local.webhooks;
