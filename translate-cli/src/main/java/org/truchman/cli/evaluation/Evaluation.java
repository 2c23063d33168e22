package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.truchman.metrics.BleuScore;
import org.truchman.metrics.ChrfScore;
import org.truchman.metrics.Score;
import org.truchman.metrics.TerScore;

/**
 * How good a system's translations of a test set are.
 *
 * @param output what was scored
 * @param bleu corpus BLEU
 * @param chrf corpus chrF2
 * @param ter corpus TER, if it was asked for
 * @param exact translations that equal a reference
 * @param byLength BLEU of each class of source length, shortest first
 * @param sentenceChrf chrF2 of each sentence
 * @param sentenceBleu BLEU of each sentence, with effective order
 */
public record Evaluation(
    SystemOutput output,
    BleuScore bleu,
    ChrfScore chrf,
    Optional<TerScore> ter,
    int exact,
    List<LengthScore> byLength,
    List<Double> sentenceChrf,
    List<Double> sentenceBleu) {

  /** Keeps its own copies. */
  public Evaluation {
    byLength = List.copyOf(byLength);
    sentenceChrf = List.copyOf(sentenceChrf);
    sentenceBleu = List.copyOf(sentenceBleu);
  }

  /** The corpus scores. */
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>(List.of(bleu, chrf));
    ter.ifPresent(scores::add);
    return scores;
  }

  /** Lines of the test set. */
  public int sentences() {
    return output.translations().size();
  }

  /** Exact matches in percent. */
  public double exactPercent() {
    return 100.0 * exact / sentences();
  }

  /** Sentences translated in a second; empty if nobody measured it. */
  public OptionalDouble sentencesPerSecond() {
    return perSecond(sentences());
  }

  /** Tokens of the translations, as BLEU's tokenizer counts them, in a second. */
  public OptionalDouble tokensPerSecond() {
    return perSecond(bleu.hypothesisLength());
  }

  private OptionalDouble perSecond(double count) {
    OptionalDouble seconds = output.seconds();
    return seconds.isPresent()
        ? OptionalDouble.of(count / Math.max(seconds.getAsDouble(), 1e-9))
        : seconds;
  }

  /**
   * The sentences with the lowest chrF2, the worst first, of equal ones the earlier first.
   *
   * @param count how many at most
   * @return their indices, from 0
   */
  public List<Integer> worst(int count) {
    return IntStream.range(0, sentences())
        .boxed()
        .sorted(Comparator.comparing(sentenceChrf::get))
        .limit(count)
        .toList();
  }
}
