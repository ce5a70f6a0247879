package io.scalewatch.contracts.event;

/// How the rate of one label goes with size, of all labelled trials. The points hold the rates themselves.
///
/// @param shape said of the label's rate: `INVERSE` is a rate that falls
/// @param evidence as for accuracy: "inverse" speaks for a rate that falls, "positive" for one that rises
/// @param reason why the curve has this shape, in words
public record LabelCurve(Label label, Shape shape, ShapeEvidence evidence, String reason) {

    public LabelCurve {
        Require.notNull(label, "label");
        Require.notNull(shape, "shape");
        Require.notNull(evidence, "evidence");
        Require.notNull(reason, "reason");
    }
}
