package org.truchman.seq2seq.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.truchman.seq2seq.model.LayerTrace;
import org.truchman.text.vocab.SpecialToken;
import org.truchman.text.vocab.Vocabulary;

/** From traces to what is shown of them. */
final class Reader {
  /** How many of what may come next are shown. */
  private static final int NEXT = 6;

  /** How many units are shown of each feature. */
  static final int UNITS = 5;

  private Reader() {}

  /** A layer as it is shown. */
  static Inspection.Layer layer(String name, boolean ofSource, LayerTrace trace) {
    Map<String, float[][]> gates = new LinkedHashMap<>();
    trace.gates().forEach((gate, open) -> gates.put(gate.name().toLowerCase(Locale.ROOT), open));
    return new Inspection.Layer(name, ofSource, trace.hidden(), trace.cell(), gates);
  }

  /**
   * What was most probable after each step.
   *
   * @param said what came next
   * @param logs of every piece, {@code (T, V)}
   */
  static List<Inspection.NextPieces> next(Vocabulary vocabulary, int[] said, float[][] logs) {
    List<Inspection.NextPieces> all = new ArrayList<>();
    for (int t = 0; t < said.length; t++) {
      float[] row = logs[t];
      List<Integer> best =
          IntStream.range(0, row.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer id) -> -row[id]))
              .limit(NEXT)
              .toList();
      all.add(
          new Inspection.NextPieces(
              best.stream().map(id -> Tokens.shown(vocabulary, id)).toList(),
              best.stream().map(id -> Math.exp(row[id])).toList(),
              Math.exp(row[said[t]])));
    }
    return all;
  }

  /** Pieces behind the sign of the beginning: what steps read. */
  static int[] behind(int first, int[] pieces) {
    return IntStream.concat(IntStream.of(first), IntStream.of(pieces)).toArray();
  }

  /** Pieces and the end: what steps say. */
  static int[] ended(int[] pieces) {
    return IntStream.concat(IntStream.of(pieces), IntStream.of(SpecialToken.EOS.id())).toArray();
  }
}
