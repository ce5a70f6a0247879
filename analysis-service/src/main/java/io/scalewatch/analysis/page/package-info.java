/// The web page: where it is served, what it may do, what it is told as it happens.
package io.scalewatch.analysis.page;
