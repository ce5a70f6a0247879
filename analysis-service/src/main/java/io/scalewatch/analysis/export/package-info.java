/// Tables for R and Python: points, and the scores behind them, as CSV, JSON or Parquet, written row by row.
package io.scalewatch.analysis.export;
