package org.truchman.report;

import java.util.List;

/**
 * All that the page of a training shows.
 *
 * @param title what is trained
 * @param status how it stands, in a sentence
 * @param refreshSeconds how soon the page is to be read again; 0 when nothing more will come
 * @param figures the most important ones, in the order in which they stand
 * @param charts in the order in which they stand
 * @param samples sentences and how their translations changed
 * @param footer for example what made the page
 */
public record TrainingHistory(
    String title,
    String status,
    int refreshSeconds,
    List<Figure> figures,
    List<Chart> charts,
    List<Sample> samples,
    String footer) {

  /**
   * A figure to be seen at once.
   *
   * @param label what it is
   * @param value with its unit
   * @param note what else there is to say, or empty
   */
  public record Figure(String label, String value, String note) {}

  /**
   * A sentence over time.
   *
   * @param source what is translated
   * @param reference what it should become
   * @param translations the oldest first
   */
  public record Sample(String source, String reference, List<Stage> translations) {
    /** Keeps its own copy of the list. */
    public Sample {
      translations = List.copyOf(translations);
    }
  }

  /**
   * A translation at some time.
   *
   * @param when for example after which update
   * @param text the translation
   */
  public record Stage(String when, String text) {}

  /** Keeps its own copies. */
  public TrainingHistory {
    if (refreshSeconds < 0) {
      throw new IllegalArgumentException("refreshSeconds is " + refreshSeconds + ", below 0");
    }
    figures = List.copyOf(figures);
    charts = List.copyOf(charts);
    samples = List.copyOf(samples);
  }
}
