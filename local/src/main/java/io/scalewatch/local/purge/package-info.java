/// Deletes prompts and completions.
package io.scalewatch.local.purge;
