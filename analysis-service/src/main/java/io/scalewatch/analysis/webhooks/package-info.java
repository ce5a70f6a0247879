/// Calls subscribers about alerts: signed, logged, again until they answer. Deliveries are queued in the transaction
/// that stores the alert, so that none is forgotten; a delivery can come twice, under the same id.
package io.scalewatch.analysis.webhooks;
