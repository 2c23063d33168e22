package org.truchman.cli.evaluation;

import java.util.List;

/** How evaluations are laid out. */
public enum EvaluationFormat {
  /** For a terminal: lines for a single evaluation, a table for several. */
  TEXT,
  /** An object for one evaluation, a list for several. */
  JSON,
  /** Tables for a page of Markdown. */
  MARKDOWN;

  /**
   * Lays them out.
   *
   * @param evaluations at least one, the systems of a test set one after the other
   * @param width decimals of the scores, 0 or more
   * @param worst how many of the worst sentences of each are told, 0 or more
   * @return the lines
   */
  public List<String> lines(List<Evaluation> evaluations, int width, int worst) {
    return switch (this) {
      case TEXT -> new EvaluationText(width, worst).lines(evaluations);
      case JSON -> new EvaluationJson(width, worst).lines(evaluations);
      case MARKDOWN -> new EvaluationMarkdown(width, worst).lines(evaluations);
    };
  }
}
