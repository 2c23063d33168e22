/**
 * HTML pages that need nothing but themselves: no network, no second file.
 *
 * <p>Plain records enter, one text leaves. {@link org.truchman.report.Page} is the frame that every
 * page has: head, style sheet, light and dark, the scripts and the policy that lets no other script
 * run. {@link org.truchman.report.Table} and {@link org.truchman.report.Chart} are what stands in
 * it, {@link org.truchman.report.Html} is what they are made of, and {@link
 * org.truchman.report.EvaluationPage} is the first page made of them. Start with {@link
 * org.truchman.report.Page}.
 *
 * <pre>{@code
 * String html =
 *     Page.titled("Training")
 *         .section("loss", "Loss", Chart.lines("Loss", "update", "nats per token", series).html())
 *         .html();
 * }</pre>
 *
 * <p>Text becomes markup in one place, {@link org.truchman.report.Html#text}; data for scripts is
 * JSON in which no {@code <} is left. Nothing here computes a score, reads a corpus or knows a
 * model. The charts are drawn by Chart.js, which is read from its WebJar on the class path.
 */
package org.truchman.report;
