package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.truchman.metrics.Bleu;
import org.truchman.metrics.BleuOptions;
import org.truchman.metrics.Chrf;
import org.truchman.metrics.Metric;
import org.truchman.metrics.Score;
import org.truchman.metrics.Statistics;
import org.truchman.metrics.Ter;
import org.truchman.metrics.tokens.PythonText;

/**
 * Scores outputs: BLEU, chrF2 and, if asked for, TER, of the whole and of parts.
 *
 * @param bleu how BLEU counts
 * @param ter whether TER is wanted
 */
public record Scoring(BleuOptions bleu, boolean ter) {

  /**
   * Scores a system's translations; white space at their ends does not count.
   *
   * @throws IllegalArgumentException if there are more or fewer translations than references
   */
  public Evaluation evaluate(SystemOutput output) {
    List<String> trimmed = output.translations().stream().map(PythonText::rstrip).toList();
    List<List<String>> references = output.testSet().references();
    Bleu ofCorpora = Bleu.with(bleu);
    List<Statistics> bleuCounts = ofCorpora.segments(trimmed, references);
    List<Statistics> chrfCounts = Chrf.standard().segments(trimmed, references);
    return new Evaluation(
        new SystemOutput(output.system(), output.testSet(), trimmed, output.seconds()),
        ofCorpora.score(Statistics.sum(bleuCounts)),
        Chrf.standard().score(Statistics.sum(chrfCounts)),
        ter ? Optional.of(Ter.standard().corpus(trimmed, references)) : Optional.empty(),
        exact(trimmed, references),
        byLength(output.testSet().sources(), bleuCounts),
        sentences(Chrf.standard(), chrfCounts),
        sentences(Bleu.with(bleu.withEffectiveOrder(true)), bleuCounts));
  }

  private static int exact(List<String> translations, List<List<String>> references) {
    int exact = 0;
    for (int i = 0; i < translations.size(); i++) {
      int row = i;
      if (references.stream().anyMatch(set -> set.get(row).equals(translations.get(row)))) {
        exact++;
      }
    }
    return exact;
  }

  private List<LengthScore> byLength(List<String> sources, List<Statistics> counts) {
    List<SourceLength> lengths = sources.stream().map(SourceLength::of).toList();
    List<LengthScore> scores = new ArrayList<>();
    for (SourceLength length : SourceLength.values()) {
      List<Statistics> part = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        if (lengths.get(i) == length) {
          part.add(counts.get(i));
        }
      }
      OptionalDouble score =
          part.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Bleu.with(bleu).score(Statistics.sum(part)).score());
      scores.add(new LengthScore(length, part.size(), score));
    }
    return scores;
  }

  private static <S extends Score> List<Double> sentences(
      Metric<S> metric, List<Statistics> counts) {
    return counts.stream().map(count -> metric.score(count).score()).toList();
  }
}
