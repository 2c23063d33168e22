package org.truchman.cli.evaluation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.OptionalDouble;
import org.truchman.metrics.BleuScore;
import org.truchman.metrics.ReportStyle;
import org.truchman.metrics.ScoreReport;

/**
 * Evaluations as JSON: an object for one, a list for several. Under {@code scores} stand
 * sacreBLEU's own objects; figures that nobody measured are null.
 *
 * @param width decimals of the scores
 * @param worst how many of the worst sentences are told
 */
record EvaluationJson(int width, int worst) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  List<String> lines(List<Evaluation> evaluations) {
    JsonArray all = new JsonArray();
    evaluations.forEach(evaluation -> all.add(object(evaluation)));
    JsonElement shown = all.size() == 1 ? all.get(0) : all;
    return GSON.toJson(shown).lines().toList();
  }

  private JsonObject object(Evaluation evaluation) {
    ReportStyle style = ReportStyle.defaults().withWidth(width);
    JsonObject object = new JsonObject();
    object.addProperty("system", evaluation.output().system());
    object.addProperty("testSet", evaluation.output().testSet().name());
    object.add("scores", JsonParser.parseString(ScoreReport.json(evaluation.scores(), style)));
    object.add("precisions", precisions(evaluation.bleu()));
    object.addProperty("brevityPenalty", Figures.rounded(evaluation.bleu().brevityPenalty(), 4));
    object.addProperty("lengthRatio", Figures.rounded(evaluation.bleu().ratio(), 4));
    object.addProperty("hypothesisLength", evaluation.bleu().hypothesisLength());
    object.addProperty("referenceLength", evaluation.bleu().referenceLength());
    object.addProperty("exact", evaluation.exact());
    object.addProperty("sentences", evaluation.sentences());
    object.addProperty("exactPercent", Figures.rounded(evaluation.exactPercent(), 2));
    object.add("seconds", number(evaluation.output().seconds(), 3));
    object.add("sentencesPerSecond", number(evaluation.sentencesPerSecond(), 2));
    object.add("targetTokensPerSecond", number(evaluation.tokensPerSecond(), 2));
    object.add("bleuBySourceLength", byLength(evaluation.byLength()));
    if (worst > 0) {
      object.add("worst", worst(evaluation));
    }
    return object;
  }

  private static JsonArray precisions(BleuScore bleu) {
    JsonArray precisions = new JsonArray();
    bleu.precisions().forEach(precision -> precisions.add(Figures.rounded(precision, 2)));
    return precisions;
  }

  private static JsonElement number(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? new JsonPrimitive(Figures.rounded(value.getAsDouble(), decimals))
        : JsonNull.INSTANCE;
  }

  private JsonArray byLength(List<LengthScore> scores) {
    JsonArray classes = new JsonArray();
    for (LengthScore score : scores) {
      JsonObject one = new JsonObject();
      one.addProperty("tokens", score.length().label());
      one.addProperty("sentences", score.sentences());
      one.add("bleu", number(score.bleu(), width));
      classes.add(one);
    }
    return classes;
  }

  private JsonArray worst(Evaluation evaluation) {
    TestSet set = evaluation.output().testSet();
    JsonArray sentences = new JsonArray();
    for (int line : evaluation.worst(worst)) {
      JsonObject one = new JsonObject();
      one.addProperty("line", line + 1);
      one.addProperty("chrF2", Figures.rounded(evaluation.sentenceChrf().get(line), width));
      one.addProperty("source", set.sources().get(line));
      JsonArray references = new JsonArray();
      set.references().forEach(all -> references.add(all.get(line)));
      one.add("references", references);
      one.addProperty("translation", evaluation.output().translations().get(line));
      sentences.add(one);
    }
    return sentences;
  }
}
