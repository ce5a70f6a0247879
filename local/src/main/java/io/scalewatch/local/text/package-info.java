/// What is printed, in columns and in few characters.
package io.scalewatch.local.text;
