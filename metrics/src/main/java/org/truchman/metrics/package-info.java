/**
 * BLEU, chrF and TER as sacreBLEU 2.6 computes them, digit for digit, signature included.
 *
 * <p>Hypotheses and references enter as lists of lines, a {@link org.truchman.metrics.Score} leaves.
 * Each segment becomes {@link org.truchman.metrics.Statistics}, statistics are added up, and the sum
 * becomes the score; since they add up, a corpus may be scored in shards and in parallel. Start with
 * {@link org.truchman.metrics.Metric} and {@link org.truchman.metrics.Bleu}; {@link
 * org.truchman.metrics.ScoreReport} prints scores as sacreBLEU's command line does.
 *
 * <pre>{@code
 * BleuScore score = Bleu.standard().corpus(hypotheses, List.of(references));
 * System.out.println(ScoreReport.text(List.of(score), ReportStyle.defaults()));
 * }</pre>
 *
 * <p>Every metric is immutable and may be shared by threads. Nothing here reads files, nothing
 * depends on other modules, and the tokenizers that scores are defined by live in {@link
 * org.truchman.metrics.tokens}, apart from the ones that translation uses.
 */
package org.truchman.metrics;
