package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.ScorerFactory;
import org.truchman.seq2seq.lexicon.Shortlist;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.text.TextConfig;
import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;

/**
 * The models that translate together: one, or an ensemble. The first one's text pipelines cut the
 * source and spell the target; a member that reads the source in other pieces gets the text cut
 * anew.
 */
final class ModelGroup {
  private final EngineRuntime engine;
  private final List<LoadedModel> models = new ArrayList<>();
  private final List<SearchNetwork> networks = new ArrayList<>();
  private ScorerFactory scorers;
  private SearchWay way;
  private Shortlist shortlist;

  private ModelGroup(EngineRuntime engine) {
    this.engine = engine;
  }

  /**
   * Loads models.
   *
   * @param directories at least one
   * @param weights of each, above 0; none for equal ones
   * @param search says in which way searches are computed
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if one of them cannot be read
   * @throws IllegalArgumentException if there are not as many weights as models, a model does not
   *     fit to the first, naming both, or the way is not possible
   */
  static ModelGroup load(
      List<ModelDirectory> directories,
      List<Double> weights,
      EngineRuntime engine,
      SearchConfig search) {
    List<Double> shares =
        weights.isEmpty() ? Collections.nCopies(directories.size(), 1.0) : weights;
    requireWeights(directories.size(), shares);
    ModelGroup group = new ModelGroup(engine);
    try {
      group.choose(directories, search);
      directories.forEach(group::add);
      group.scorers = group.combined(shares);
      return group;
    } catch (RuntimeException | Error e) {
      group.close();
      throw e;
    }
  }

  /** Decides how searches are computed; all members take the shortlists of the first one. */
  private void choose(List<ModelDirectory> directories, SearchConfig search) {
    boolean lexicon = directories.get(0).hasLexicon();
    List<Map<String, Double>> scores = directories.stream().map(ModelDirectory::scores).toList();
    way = SearchWay.of(search, new SearchWay.Opening(scores, lexicon, engine.isGpu()));
  }

  private void add(ModelDirectory directory) {
    LoadedModel model = LoadedModel.load(directory, engine);
    models.add(model);
    requireSameTarget(first(), model);
    if (way.shortlist() && shortlist == null) {
      shortlist = SearchTrial.shortlist(model.directory().lexicon().orElseThrow(), model.text());
    }
    Seq2SeqModel network = model.network();
    networks.add(engine.call(() -> way.network(network, network.flat(), shortlist)));
  }

  private static void requireWeights(int models, List<Double> weights) {
    boolean allowed = weights.stream().allMatch(w -> w > 0 && w <= Double.MAX_VALUE);
    if (models == 0 || weights.size() != models || !allowed) {
      throw new IllegalArgumentException(
          "the weights of "
              + models
              + " models are "
              + weights
              + "; allowed: at least one model, and a number above 0 for each");
    }
  }

  private static void requireSameTarget(LoadedModel first, LoadedModel other) {
    TextPipeline mine = first.text().target();
    TextPipeline its = other.text().target();
    if (!mine.vocabulary().equals(its.vocabulary())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has other target pieces (%d) than %s (%d); models of an ensemble must share their"
                  + " target vocabulary",
              other.directory().path(),
              its.vocabulary().size(),
              first.directory().path(),
              mine.vocabulary().size()));
    }
  }

  private ScorerFactory combined(List<Double> weights) {
    if (models.size() == 1) {
      return ScorerFactory.of(networks.get(0), shortlist);
    }
    List<ScorerFactory.Member> members = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      UnaryOperator<int[]> reading = reading(first(), models.get(i));
      members.add(new ScorerFactory.Member(networks.get(i), weights.get(i), reading));
    }
    return ScorerFactory.ensemble(members, shortlist);
  }

  private static UnaryOperator<int[]> reading(LoadedModel first, LoadedModel other) {
    if (cutsAlike(first.text(), other.text())) {
      return UnaryOperator.identity();
    }
    TextPipeline from = first.text().source();
    TextPipeline to = other.text().source();
    if (from.markup().protection().isNumbered() || to.markup().protection().isNumbered()) {
      throw new IllegalArgumentException(
          other.directory().path()
              + " cuts the source into other pieces than "
              + first.directory().path()
              + ", and one of them numbers placeholders (text.protectAs); allowed in an ensemble:"
              + " either the same source pieces, or no numbered placeholders");
    }
    return ids -> to.ids(from.lineOfIds(ids));
  }

  private static boolean cutsAlike(TextPipelines one, TextPipelines other) {
    TextConfig mine = one.config();
    TextConfig its = other.config();
    return mine.wordTokenizer() == its.wordTokenizer()
        && mine.caseMarkup() == its.caseMarkup()
        && mine.protect().equals(its.protect())
        && mine.protectAs() == its.protectAs()
        && one.source().codes().equals(other.source().codes())
        && one.source().vocabulary().equals(other.source().vocabulary());
  }

  /**
   * Checks that attention tells which source pieces a translation looked at.
   *
   * @throws IllegalArgumentException if it does not, naming the model
   */
  void requireAttention() {
    for (LoadedModel model : models) {
      if (model.network().config().attention() == AttentionType.NONE) {
        throw new IllegalArgumentException(
            "alignments come from attention, and model.attention of "
                + model.directory().path()
                + " is none; allowed: a model that was trained with another, such as general");
      }
      if (!cutsAlike(first().text(), model.text())) {
        throw new IllegalArgumentException(
            model.directory().path()
                + " cuts the source into other pieces than "
                + first().directory().path()
                + "; alignments of an ensemble need the same pieces");
      }
    }
  }

  /** The first model: it decides on text and settings. */
  LoadedModel first() {
    return models.get(0);
  }

  /** How searches are computed. */
  SearchWay way() {
    return way;
  }

  /** What opens the network's side of a search. */
  ScorerFactory scorers() {
    return scorers;
  }

  /** Closes all networks. */
  void close() {
    engine.call(
        () -> {
          networks.forEach(SearchNetwork::close);
          models.forEach(model -> model.network().close());
          return null;
        });
  }
}
