/// Keeps an Alertmanager told of the alerts that are open.
package io.scalewatch.analysis.alertmanager;
