/// `scalewatch demo`: simulated families whose curves are known, from their deployment to the alerts.
package io.scalewatch.local.demo;
