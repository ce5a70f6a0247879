/// Calls to addresses that users have named.
package io.scalewatch.analysis.outgoing;
