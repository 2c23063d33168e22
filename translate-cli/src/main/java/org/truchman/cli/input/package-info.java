/**
 * What a command reads: files are looked at before any long work begins, and lines are read ahead
 * of it.
 *
 * <p>Files enter, lines leave. Read {@link org.truchman.cli.input.InputFiles} first, then {@link
 * org.truchman.cli.input.ReadAhead}, which cuts an endless input into windows. {@link
 * org.truchman.cli.input.Segments}, {@link org.truchman.cli.input.ScoredText} and {@link
 * org.truchman.cli.input.EvaluationInputs} read what is scored. Text is cut into words elsewhere.
 */
package org.truchman.cli.input;
