package org.truchman.cli;

import picocli.CommandLine.Option;

/** The languages of parallel text, for whatever group of flags names the text. */
class LanguageFlags {
  @Option(
      names = {"-s", "--source-language"},
      paramLabel = "CODE",
      description = "Source language, as in en; by default read off the files' endings.")
  String source;

  @Option(
      names = {"-t", "--target-language"},
      paramLabel = "CODE",
      description = "Target language, as in de; by default read off the files' endings.")
  String target;
}
