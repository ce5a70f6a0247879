/// Finds the answer in a completion: a fixed order of named rules over the words of the text, without any
/// framework, in linear time.
package io.scalewatch.scoring.extraction;
