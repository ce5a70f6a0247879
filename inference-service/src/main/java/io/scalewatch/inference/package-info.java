/// Calls the models: prompts in, completions out. The feature packages `chat`, `retry`, `endpoint`, `call` and
/// `work` import no framework; `client`, `messaging` and `ops` are the edge.
package io.scalewatch.inference;
