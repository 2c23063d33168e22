package org.truchman.seq2seq.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.GenerationMethod;
import org.truchman.seq2seq.config.LengthPenaltyType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.decoding.BeamSearch;
import org.truchman.seq2seq.decoding.Candidates;
import org.truchman.seq2seq.decoding.Distributions;
import org.truchman.seq2seq.decoding.DrawnNumbers;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.PieceSampler;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.text.vocab.SpecialToken;

/** Continues a prompt, piece by piece; the text is handed out as soon as it cannot change. */
public final class TextWriter {
  private final LanguageModel model;
  private final LanguageText text;
  private final GenerationConfig config;

  /** A writer with these settings. */
  public TextWriter(LanguageModel model, LanguageText text, GenerationConfig config) {
    this.model = model;
    this.text = text;
    this.config = config;
  }

  /**
   * Writes.
   *
   * @param prompt lines to go on from, the last one open; what they hold must be known
   * @param sink takes the prompt and the continuation, in parts, with LF at the end of lines
   * @param stop asked after every piece
   * @throws IllegalArgumentException if the prompt holds what the model does not know
   */
  public void write(String prompt, Consumer<String> sink, BooleanSupplier stop) {
    List<int[]> lines = new ArrayList<>();
    for (String line : prompt.split("\n", -1)) {
      requireKnown(line);
      lines.add(text.ids(line));
    }
    WrittenLine line = new WrittenLine(text, sink);
    try (LanguageScorer scorer = new LanguageScorer(model)) {
      for (int i = 0; i < lines.size(); i++) {
        for (int piece : lines.get(i)) {
          line.add(piece);
        }
        scorer.read(lines.get(i));
        if (i < lines.size() - 1) {
          line.end();
          scorer.read(new int[] {SpecialToken.EOS.id()});
        }
      }
      new Run(scorer, line, stop).run();
    }
  }

  private void requireKnown(String line) {
    List<String> unknown = text.unknown(line);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the prompt holds "
              + String.join(", ", unknown.stream().limit(5).map(one -> '"' + one + '"').toList())
              + (unknown.size() > 5 ? " and " + (unknown.size() - 5) + " more" : "")
              + ", which the model does not know; allowed: its "
              + (text.vocabulary().size() - SpecialToken.COUNT)
              + " pieces. Leave that out, or take a model of characters or subwords");
    }
  }

  /** One text on its way. */
  private final class Run {
    private final LanguageScorer scorer;
    private final WrittenLine line;
    private final BooleanSupplier stop;
    private final PieceSampler sampler = new PieceSampler(sampling());
    private int pieces;
    private int lines;

    Run(LanguageScorer scorer, WrittenLine line, BooleanSupplier stop) {
      this.scorer = scorer;
      this.line = line;
      this.stop = stop;
    }

    void run() {
      while (!isDone()) {
        if (config.method() == GenerationMethod.BEAM) {
          beamLine();
        } else {
          say(chosen());
        }
      }
      line.flush();
    }

    private boolean isDone() {
      boolean enough = config.lines() > 0 && lines >= config.lines();
      return enough || pieces >= config.length() || stop.getAsBoolean();
    }

    private int chosen() {
      Distributions next = scorer.next();
      int piece = config.method() == GenerationMethod.GREEDY ? greedy(next) : drawn(next);
      scorer.said(piece);
      return piece;
    }

    private int greedy(Distributions next) {
      return next.best(1).pieces()[0];
    }

    private int drawn(Distributions next) {
      int all = next.vocabulary() - SpecialToken.EOS.id();
      int most = config.topK() == 0 ? all : Math.min(all, config.topK());
      double uniform = DrawnNumbers.uniform(config.seed(), 0, 0, pieces);
      Candidates candidates = next.best(most);
      return candidates.pieces()[sampler.draw(candidates, 0, uniform)];
    }

    private SearchConfig sampling() {
      return SearchConfig.defaults()
          .withMethod(SearchMethod.SAMPLE)
          .withTemperature(config.temperature())
          .withTopP(config.topP());
    }

    private void beamLine() {
      Hypothesis best;
      try (LanguageScorer.Mark mark = scorer.mark()) {
        SearchConfig beam =
            SearchConfig.defaults()
                .withBeamSize(config.beamSize())
                .withLengthPenaltyType(LengthPenaltyType.NONE);
        int[] most = {config.length() - pieces};
        best = BeamSearch.search(scorer, most, beam).get(0).get(0);
        scorer.back(mark);
      }
      scorer.read(best.pieces());
      for (int piece : best.pieces()) {
        say(piece);
      }
      if (best.complete()) {
        scorer.read(new int[] {SpecialToken.EOS.id()});
        say(SpecialToken.EOS.id());
      }
    }

    private void say(int piece) {
      pieces++;
      if (piece == SpecialToken.EOS.id()) {
        lines++;
        line.end();
      } else {
        line.add(piece);
      }
    }
  }
}
