/**
 * Experiments with recurrent cells alone: what they recall over a gap, how far a gradient reaches,
 * what a step costs. {@code scripts/cells} runs them and draws a page of what comes out.
 *
 * <p>Read {@link org.truchman.seq2seq.study.RecallTask} first (a symbol, distraction, a question),
 * then {@link org.truchman.seq2seq.study.RecallTraining} (a network learns it), {@link
 * org.truchman.seq2seq.study.CellValues} (how weights begin), {@link
 * org.truchman.seq2seq.study.GradientReach} (the gradient against the distance in time), {@link
 * org.truchman.seq2seq.study.CellClock} (time per step), {@link
 * org.truchman.seq2seq.study.EqualSize} (cells of different kinds with as many parameters) and
 * {@link org.truchman.seq2seq.study.ResultFile} (what was measured stays measured). Settings enter,
 * records of numbers leave. Cells, updates and operators are those of every other training; text,
 * models on disk and pages do not belong here.
 */
package org.truchman.seq2seq.study;
