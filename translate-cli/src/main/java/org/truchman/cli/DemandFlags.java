package org.truchman.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.translation.AlignmentFormat;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.Terminology;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.normalize.Normalizer;
import picocli.CommandLine.Option;

/** What translations must and must not say. */
final class DemandFlags {
  @Option(
      names = "--prefix",
      paramLabel = "WORDS",
      description = "Force the translation of TEXT to begin so, in whole words.")
  String prefix = "";

  @Option(
      names = "--terminology",
      paramLabel = "FILE",
      description =
          "Lines \"phrase TAB translation\": where a line has the phrase in whole words, its"
              + " translation must have the other one. The same phrase again: either will do.")
  Path terminology;

  @Option(
      names = "--forbid",
      paramLabel = "FILE",
      description = "Phrases, one a line, that no translation may have, in whole words.")
  Path forbid;

  @Option(
      names = "--alignments",
      paramLabel = "pharaoh|soft|none",
      description =
          "Print which words a translation looked at, from the model's attention: behind it as"
              + " \"text ||| 0-0 2-1\" (source word, target word, from 0), or each line as JSON"
              + " with all words and weights. Words are cut as truchman tokenize does. Default:"
              + " none.")
  AlignmentFormat alignments = AlignmentFormat.NONE;

  /** Checks that the files are there. */
  void check() {
    if (terminology != null) {
      InputFiles.require(terminology);
    }
    if (forbid != null) {
      InputFiles.require(forbid);
    }
  }

  /**
   * Reads the files.
   *
   * @throws CorpusException naming the line that is wrong
   */
  RequestOptions request() {
    return RequestOptions.defaults()
        .withPrefix(prefix)
        .withTerminology(terminology == null ? Terminology.NONE : Terminology.read(terminology))
        .withForbidden(forbid == null ? List.of() : phrases(forbid))
        .withAligned(alignments != AlignmentFormat.NONE);
  }

  private static List<String> phrases(Path file) {
    List<String> phrases = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (lines.hasNext()) {
        String line = lines.next();
        if (!Normalizer.isBlank(line)) {
          phrases.add(line);
        }
      }
    }
    return phrases;
  }
}
