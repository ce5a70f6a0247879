/// Model families that do not exist: an OpenAI-compatible server whose models answer the known tasks with rates
/// that a file describes, so that the curves that come out can be compared with the truth.
package io.scalewatch.local.simulation;
