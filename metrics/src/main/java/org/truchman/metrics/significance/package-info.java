/**
 * How far scores may be trusted: bootstrap intervals, paired bootstrap, and paired approximate
 * randomisation, with the intervals and p-values of sacreBLEU 2.6.
 *
 * <p>Systems with their lines, references and metrics enter, a {@link
 * org.truchman.metrics.significance.SystemTable} leaves, and {@link
 * org.truchman.metrics.significance.SystemReport} prints it. Start with {@link
 * org.truchman.metrics.significance.PairedTest}, or for one system with {@link
 * org.truchman.metrics.significance.Bootstrap}.
 *
 * <pre>{@code
 * SystemTable table =
 *     PairedTest.bootstrap()
 *         .compare(List.of(baseline, ours), references, List.of(Bleu.standard()));
 * System.out.println(SystemReport.text(table, ReportStyle.defaults(), false));
 * }</pre>
 *
 * <p>Equal seeds give equal figures, on any number of threads: NumPy's generator (PCG64, {@link
 * org.truchman.metrics.significance.Seed}) is drawn from in one order, and only what is drawn is
 * scored in parallel. Samples are scored in the single precision that sacreBLEU scores them in; the
 * one sum that cannot be repeated is that of approximate randomisation for TER with three or more
 * references, whose fractions NumPy adds in an order that depends on its machine.
 */
package org.truchman.metrics.significance;
