/// The forms that papers fit to scaling curves, for showing: fitted when somebody asks, never with a score, and
/// nothing is decided by them.
package io.scalewatch.analysis.forms;
