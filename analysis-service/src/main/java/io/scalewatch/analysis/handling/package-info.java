/// What people do with alerts: acknowledge, mute, annotate.
package io.scalewatch.analysis.handling;
