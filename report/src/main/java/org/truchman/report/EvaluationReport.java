package org.truchman.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that the page of an evaluation shows: systems side by side on test sets.
 *
 * @param title at the top
 * @param footer at the end, for example what made the page
 * @param scores the table of scores, a row for each system and test set
 * @param notes below the table: signatures, what a column means
 * @param extremes how many worst and best sentences are shown, at least 1
 * @param testSets at least one
 */
public record EvaluationReport(
    String title,
    String footer,
    Table scores,
    List<String> notes,
    int extremes,
    List<TestSet> testSets) {

  /** Keeps its own copies; refuses a report about nothing. */
  public EvaluationReport {
    notes = List.copyOf(notes);
    testSets = List.copyOf(testSets);
    if (testSets.isEmpty() || extremes < 1) {
      throw new IllegalArgumentException(
          "a report needs a test set and at least one worst sentence; there are "
              + testSets.size()
              + " and "
              + extremes);
    }
  }

  /**
   * A test set and what the systems made of it.
   *
   * @param name as in the table of scores
   * @param sources one line a sentence
   * @param references one list for each set of references, as long as the sources
   * @param lengths the classes of source length, shortest first
   * @param outputs one for each system, at least one
   */
  public record TestSet(
      String name,
      List<String> sources,
      List<List<String>> references,
      List<LengthClass> lengths,
      List<Output> outputs) {

    /** Keeps its own copies; refuses sides that differ in length. */
    public TestSet {
      sources = List.copyOf(sources);
      references = references.stream().map(List::copyOf).toList();
      lengths = List.copyOf(lengths);
      outputs = List.copyOf(outputs);
      for (List<String> set : references) {
        requireSize(name + ": references", set.size(), sources.size());
      }
      for (Output output : outputs) {
        String whose = name + ": " + output.system();
        requireSize(whose + ": translations", output.translations().size(), sources.size());
        requireSize(whose + ": scores by length", output.byLength().size(), lengths.size());
        for (SentenceScores scores : output.sentenceScores()) {
          requireSize(whose + ": " + scores.metric(), scores.values().size(), sources.size());
        }
      }
    }

    private static void requireSize(String what, int size, int expected) {
      if (size != expected) {
        throw new IllegalArgumentException(
            what + ": " + size + ", but " + expected + " are needed");
      }
    }
  }

  /**
   * Sentences of about one length.
   *
   * @param label for example 6–10
   * @param sentences how many there are
   */
  public record LengthClass(String label, int sentences) {}

  /**
   * What one system made of a test set.
   *
   * @param system its name
   * @param translations one line a sentence
   * @param byLength BLEU of each class of source length; null where there is no sentence
   * @param sentenceScores by one metric or several, the first is shown first
   */
  public record Output(
      String system,
      List<String> translations,
      List<Double> byLength,
      List<SentenceScores> sentenceScores) {

    /** Keeps its own copies. */
    public Output {
      translations = List.copyOf(translations);
      byLength = Collections.unmodifiableList(new ArrayList<>(byLength));
      sentenceScores = List.copyOf(sentenceScores);
    }
  }

  /**
   * The score of each sentence.
   *
   * @param metric its name, for example chrF2; more is better
   * @param values 0 to 100
   */
  public record SentenceScores(String metric, List<Double> values) {
    /** Keeps its own copy. */
    public SentenceScores {
      values = List.copyOf(values);
    }
  }
}
