/// `scalewatch import`.
package io.scalewatch.local.imports;
