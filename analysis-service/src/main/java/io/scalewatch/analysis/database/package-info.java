/// Transactions on the service's database.
package io.scalewatch.analysis.database;
