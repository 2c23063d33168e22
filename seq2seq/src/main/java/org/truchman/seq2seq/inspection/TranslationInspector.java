package org.truchman.seq2seq.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.config.SearchMethod;
import org.truchman.seq2seq.data.PaddedRows;
import org.truchman.seq2seq.decoding.BeamTree;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.model.LayerTrace;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.model.TranslationTrace;
import org.truchman.seq2seq.tensor.script.SearchOperators;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.vocab.SpecialToken;

/**
 * Looks into a translation model: translates a sentence by its own search while somebody looks on,
 * then goes over the best translation once more, token by token.
 *
 * <p>All of it runs on the engine's thread.
 */
public final class TranslationInspector {
  private final Seq2SeqModel model;
  private final TextPipelines text;
  private final SearchConfig search;

  /**
   * An inspector of a model.
   *
   * @param search its settings; a search that draws is made a beam search
   */
  public TranslationInspector(Seq2SeqModel model, TextPipelines text, SearchConfig search) {
    this.model = model;
    this.text = text;
    this.search = search.withMethod(SearchMethod.BEAM);
  }

  /**
   * Looks at a sentence.
   *
   * @param line not blank
   * @param others lines in which units are searched that track something, beside this one
   * @throws IllegalArgumentException if the line is blank or longer than the search allows
   */
  public Inspection inspect(String line, List<String> others) {
    IndexedLine indexed = text.source().index(line);
    int[] ids = indexed.ids();
    if (ids.length == 0 || ids.length > search.maxSourceLength()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the sentence has %d pieces; 1 to %d can be looked into (search.maxSourceLength)",
              ids.length,
              search.maxSourceLength()));
    }
    try (SearchNetwork network =
        new SearchNetwork(model, model.flat(), SearchOperators.Format.FP32)) {
      CorpusSearch corpus = new CorpusSearch(network, search);
      CorpusSearch.Watched watched = corpus.watch(ids);
      int[] target = watched.hypotheses().get(0).pieces();
      int[] read = read(ids);
      TranslationTrace trace = TranslationTrace.of(model, read, target);
      UnitSearch units = new UnitSearch();
      List<Inspection.Layer> layers = layers(trace);
      add(units, read, target, layers);
      int lines = addAll(units, corpus, others);
      int[] said = Reader.ended(target);
      return new Inspection(
          wiring(),
          Tokens.shown(text.source().vocabulary(), read),
          shownRead(target),
          Tokens.shown(text.target().vocabulary(), said),
          text.target().lineOfIds(target, indexed.spans()),
          layers,
          trace.attention(),
          Reader.next(text.target().vocabulary(), said, trace.logProbabilities()),
          beam(watched.tree()),
          new Inspection.Units(
              1 + lines, others.size() - lines, units.tokens(), units.findings(Reader.UNITS)));
    }
  }

  /** A source as the encoder reads it. */
  private int[] read(int[] ids) {
    return PaddedRows.ofSources(List.of(ids), model.config().reverseSource(), 1).ids();
  }

  private List<String> shownRead(int[] target) {
    return Tokens.shown(text.target().vocabulary(), Reader.behind(SpecialToken.BOS.id(), target));
  }

  private void add(UnitSearch units, int[] read, int[] target, List<Inspection.Layer> layers) {
    List<String> source = Tokens.plain(Tokens.shown(text.source().vocabulary(), read));
    List<String> spoken = Tokens.plain(shownRead(target));
    for (Inspection.Layer layer : layers) {
      units.add(layer.name(), layer.ofSource() ? source : spoken, layer.hidden());
    }
  }

  /** Translates the other lines and takes them in; gives how many. */
  private int addAll(UnitSearch units, CorpusSearch corpus, List<String> others) {
    List<int[]> sources = new ArrayList<>();
    for (String other : others) {
      int[] ids = text.source().index(other).ids();
      if (ids.length > 0 && ids.length <= search.maxSourceLength()) {
        sources.add(ids);
      }
    }
    List<List<Hypothesis>> found = corpus.search(sources);
    for (int i = 0; i < found.size(); i++) {
      int[] target = found.get(i).get(0).pieces();
      int[] read = read(sources.get(i));
      add(units, read, target, layers(TranslationTrace.ofStates(model, read, target)));
    }
    return sources.size();
  }

  private List<Inspection.Layer> layers(TranslationTrace trace) {
    List<Inspection.Layer> layers = new ArrayList<>();
    int directions = model.config().bidirectional() ? 2 : 1;
    for (int i = 0; i < trace.encoder().size(); i++) {
      String direction = i % directions == 0 ? "forward" : "backward";
      String name = "encoder " + (1 + i / directions) + " " + direction;
      layers.add(Reader.layer(name, true, trace.encoder().get(i)));
    }
    List<LayerTrace> decoder = trace.decoder();
    for (int i = 0; i < decoder.size(); i++) {
      layers.add(Reader.layer("decoder " + (1 + i), false, decoder.get(i)));
    }
    return layers;
  }

  private Inspection.Wiring wiring() {
    ModelConfig config = model.config();
    boolean inStep = config.reading() == ReadingMode.IN_STEP;
    return new Inspection.Wiring(
        config.cell().toString(),
        config.encoderLayers(),
        config.decoderLayers(),
        config.bidirectional(),
        config.bridge() != BridgeType.ZERO,
        config.attention() != AttentionType.NONE,
        config.contextEveryStep(),
        inStep ? config.delay() : -1,
        config.inputFeeding());
  }

  private Inspection.Beam beam(BeamTree tree) {
    List<BeamTree.Node> nodes = tree.nodes();
    boolean[] best = new boolean[nodes.size()];
    for (int at = winner(nodes); at != BeamTree.ROOT; at = nodes.get(at).parent()) {
      best[at] = true;
    }
    List<Inspection.BeamNode> shown = new ArrayList<>();
    for (int i = 0; i < best.length; i++) {
      BeamTree.Node node = nodes.get(i);
      shown.add(
          new Inspection.BeamNode(
              node.parent(),
              node.step(),
              Tokens.shown(text.target().vocabulary(), node.piece()),
              node.logProbability(),
              node.score(),
              words(node.fate().name()),
              best[i]));
    }
    return new Inspection.Beam(search.beamSize(), penalty(), end(tree.end()), shown);
  }

  /** The best that finished; if nothing did, the best that was open to the last. */
  private static int winner(List<BeamTree.Node> nodes) {
    int winner = BeamTree.ROOT;
    double most = Double.NEGATIVE_INFINITY;
    boolean finished = false;
    for (int i = 0; i < nodes.size(); i++) {
      BeamTree.Node node = nodes.get(i);
      boolean ended = node.fate() == BeamTree.Fate.FINISHED;
      double score = ended ? node.score() : node.logProbability();
      boolean open = node.fate() == BeamTree.Fate.LEFT_OPEN && !finished;
      if ((ended && (!finished || score > most)) || (open && score > most)) {
        winner = i;
        most = score;
        finished = ended;
      }
    }
    return winner;
  }

  private String penalty() {
    return switch (search.lengthPenaltyType()) {
      case NONE -> "the log-probability itself";
      case AVERAGE -> "log-probability / length^" + search.lengthPenalty() + coverage();
      case GNMT -> "log-probability / ((5 + length) / 6)^" + search.lengthPenalty() + coverage();
      case WORD_REWARD ->
          "log-probability + " + search.lengthPenalty() + " for each piece" + coverage();
    };
  }

  private String coverage() {
    return search.coveragePenalty() == 0
        ? ""
        : ", less what was not looked at (weight " + search.coveragePenalty() + ")";
  }

  private static String end(BeamTree.End end) {
    return switch (end) {
      case ENOUGH_FINISHED -> "as many hypotheses had finished as the beam is wide";
      case DECIDED -> "no open hypothesis could win any more";
      case LONGEST -> "the limit of length was reached";
      case NOTHING_OPEN -> "no hypothesis was open any more";
      case STUCK -> "the rules of the search left nothing to say";
    };
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
