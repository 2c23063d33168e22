package org.truchman.seq2seq.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.lm.LanguageText;
import org.truchman.seq2seq.model.LanguageModel;
import org.truchman.seq2seq.model.LanguageTrace;
import org.truchman.text.vocab.SpecialToken;

/**
 * Looks into a language model while it reads a line, from a state of zero behind the end of another
 * line. All of it runs on the engine's thread.
 */
public final class LanguageInspector {
  /** Pieces of a line that can be shown. */
  private static final int LONGEST = 1000;

  private final LanguageModel model;
  private final LanguageText text;

  /** An inspector of a model. */
  public LanguageInspector(LanguageModel model, LanguageText text) {
    this.model = model;
    this.text = text;
  }

  /**
   * Looks at a line.
   *
   * @param line not blank
   * @param others lines in which units are searched that track something, beside this one
   * @throws IllegalArgumentException if the line has no piece, or more than {@value #LONGEST}
   */
  public Inspection inspect(String line, List<String> others) {
    int[] ids = text.ids(line);
    if (line.isBlank() || !isShown(ids)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the line has %d pieces; 1 to %d can be looked into",
              line.isBlank() ? 0 : ids.length,
              LONGEST));
    }
    int[] read = Reader.behind(SpecialToken.EOS.id(), ids);
    int[] said = Reader.ended(ids);
    LanguageTrace trace = LanguageTrace.of(model, read);
    List<Inspection.Layer> layers = layers(trace);
    UnitSearch units = new UnitSearch();
    add(units, read, layers);
    int lines = 1;
    for (String other : others) {
      int[] more = text.ids(other);
      if (isShown(more)) {
        int[] after = Reader.behind(SpecialToken.EOS.id(), more);
        add(units, after, layers(LanguageTrace.of(model, after)));
        lines++;
      }
    }
    return new Inspection(
        wiring(),
        List.of(),
        Tokens.shown(text.vocabulary(), read),
        Tokens.shown(text.vocabulary(), said),
        line,
        layers,
        null,
        Reader.next(text.vocabulary(), said, trace.logProbabilities()),
        null,
        new Inspection.Units(
            lines, others.size() + 1 - lines, units.tokens(), units.findings(Reader.UNITS)));
  }

  private static boolean isShown(int[] ids) {
    return ids.length > 0 && ids.length <= LONGEST;
  }

  private void add(UnitSearch units, int[] read, List<Inspection.Layer> layers) {
    List<String> tokens = Tokens.plain(Tokens.shown(text.vocabulary(), read));
    for (Inspection.Layer layer : layers) {
      units.add(layer.name(), tokens, layer.hidden());
    }
  }

  private static List<Inspection.Layer> layers(LanguageTrace trace) {
    List<Inspection.Layer> layers = new ArrayList<>();
    for (int i = 0; i < trace.layers().size(); i++) {
      layers.add(Reader.layer("layer " + (1 + i), false, trace.layers().get(i)));
    }
    return layers;
  }

  private Inspection.Wiring wiring() {
    return new Inspection.Wiring(
        model.config().cell().toString(),
        0,
        model.config().layers(),
        false,
        false,
        false,
        false,
        -1,
        false);
  }
}
