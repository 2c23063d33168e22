package org.truchman.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A column of the table of scores, the same in every format.
 *
 * @param heading short
 * @param note what it means; empty where the heading says it
 * @param kind of what stands in it
 * @param cell gives the text for a row
 */
record ScoreColumn(String heading, String note, Kind kind, Function<Evaluation, String> cell) {

  /** What stands in a column. */
  enum Kind {
    /** Words. */
    WORDS,
    /** Numbers that tell nothing about quality, or not on their own. */
    NUMBER,
    /** Numbers of which the highest is the best. */
    MORE_IS_BETTER,
    /** Numbers of which the lowest is the best. */
    LESS_IS_BETTER
  }

  /**
   * The columns of these evaluations.
   *
   * @param evaluations at least one; TER is shown if the first has it
   * @param width decimals of the scores
   */
  static List<ScoreColumn> of(List<Evaluation> evaluations, int width) {
    List<ScoreColumn> columns = new ArrayList<>();
    columns.add(words("System", e -> e.output().system()));
    columns.add(words("Test set", e -> e.output().testSet().name()));
    columns.add(number("Sent.", "sentences", e -> Integer.toString(e.sentences())));
    columns.add(
        new ScoreColumn(
            "BLEU",
            "corpus BLEU, 0 to 100",
            Kind.MORE_IS_BETTER,
            e -> Figures.fixed(e.bleu().score(), width)));
    columns.add(
        new ScoreColumn(
            "chrF2",
            "corpus chrF2, 0 to 100",
            Kind.MORE_IS_BETTER,
            e -> Figures.fixed(e.chrf().score(), width)));
    if (evaluations.get(0).ter().isPresent()) {
      columns.add(
          new ScoreColumn(
              "TER",
              "corpus TER: edits for each 100 words of reference; less is better",
              Kind.LESS_IS_BETTER,
              e -> Figures.fixed(e.ter().orElseThrow().score(), width)));
    }
    columns.addAll(rest());
    return columns;
  }

  private static List<ScoreColumn> rest() {
    return List.of(
        number(
            "1/2/3/4-grams %",
            "n-gram precisions in percent", e -> Figures.slashed(e.bleu().precisions())),
        number(
            "Brevity",
            "brevity penalty: below 1 if the translations are shorter than the references",
            e -> Figures.fixed(e.bleu().brevityPenalty(), 3)),
        number(
            "Ratio",
            "length of the translations over that of the references",
            e -> Figures.fixed(e.bleu().ratio(), 3)),
        number(
            "Exact %",
            "translations that equal a reference, in percent",
            e -> Figures.fixed(e.exactPercent(), 1)),
        number(
            "Sent./s",
            "sentences translated in a second, without loading the model",
            e -> Figures.fixed(e.sentencesPerSecond(), 1)),
        number(
            "Tokens/s",
            "target tokens, as BLEU counts them, in a second",
            e -> Figures.fixed(e.tokensPerSecond(), 0)));
  }

  private static ScoreColumn words(String heading, Function<Evaluation, String> cell) {
    return new ScoreColumn(heading, "", Kind.WORDS, cell);
  }

  private static ScoreColumn number(
      String heading, String note, Function<Evaluation, String> cell) {
    return new ScoreColumn(heading, note, Kind.NUMBER, cell);
  }
}
