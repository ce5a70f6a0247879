/// What the analysis knows, over HTTP.
package io.scalewatch.analysis.api;
