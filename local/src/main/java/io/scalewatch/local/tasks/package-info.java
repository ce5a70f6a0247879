/// The built-in tasks, for people to look at.
package io.scalewatch.local.tasks;
