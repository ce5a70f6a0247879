/// What a curve of success rates over model size looks like: order-restricted likelihoods, logistic and step
/// fits, and the shape they amount to. Pure functions of counts, without a framework.
package io.scalewatch.analysis.curves;
