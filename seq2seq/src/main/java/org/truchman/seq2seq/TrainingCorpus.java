package org.truchman.seq2seq;

import java.nio.file.Path;
import java.util.Objects;
import org.truchman.seq2seq.data.CorpusShare;

/**
 * Text to learn from.
 *
 * @param source text of the source language, one sentence a line, UTF-8, plain or gzip
 * @param target the same of the target language, line by line its translation
 * @param share how it takes part where there are several
 */
public record TrainingCorpus(Path source, Path target, CorpusShare share) {
  /** Checks that everything is there. */
  public TrainingCorpus {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(share, "share");
  }
}
