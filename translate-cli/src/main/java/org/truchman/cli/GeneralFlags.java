package org.truchman.cli;

import picocli.CommandLine.Option;

/** Flags that every command has. */
final class GeneralFlags {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but results and errors.")
  boolean quiet;

  @Option(
      names = "--stacktrace",
      description = "Show where in the program an error came from (also: TRUCHMAN_DEBUG=1).")
  boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;
}
