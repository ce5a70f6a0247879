/// What a service that calls others may call, and with which secrets. Imports no framework.
package io.scalewatch.outbound;
