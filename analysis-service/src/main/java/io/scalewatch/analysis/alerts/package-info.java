/// Decides over all series together which evidence is an alert.
package io.scalewatch.analysis.alerts;
