/// Requests that a browser sends for someone else: a page of another site must not be able to start a run, or
/// to read an answer, through a browser on this machine.
package io.scalewatch.http;
