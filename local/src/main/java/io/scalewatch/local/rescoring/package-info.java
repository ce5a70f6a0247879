/// Past runs, scored again and compared.
package io.scalewatch.local.rescoring;
