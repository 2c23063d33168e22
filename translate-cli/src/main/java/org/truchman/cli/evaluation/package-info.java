/**
 * What systems made of test sets: scored, and laid out as text, Markdown, JSON or one HTML page.
 *
 * <p>A {@link org.truchman.cli.evaluation.SystemOutput} enters, {@link
 * org.truchman.cli.evaluation.Scoring} makes an {@link org.truchman.cli.evaluation.Evaluation} of
 * it, and {@link org.truchman.cli.evaluation.EvaluationFormat} or {@link
 * org.truchman.cli.evaluation.EvaluationHtml} lays out many of them. Read them in this order. The
 * columns of every table are defined once, in {@code ScoreColumn}. Nothing here reads or writes
 * files, or knows a model.
 */
package org.truchman.cli.evaluation;
