package org.truchman.cli;

/** A metric's name on the command line. */
enum MetricName {
  BLEU,
  CHRF,
  TER
}
