package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scores inside a model's provenance. */
final class Scores {

  private static final String KEY = "scores";

  private Scores() {}

  /**
   * Gives the scores by name, in their order.
   *
   * @param provenance the provenance of a model
   * @return the numbers of its key {@code scores}; none if it has no such key
   * @throws IllegalArgumentException if the key is anything but an object of numbers
   */
  static Map<String, Double> of(JsonObject provenance) {
    JsonElement stated = provenance.has(KEY) ? provenance.get(KEY) : new JsonObject();
    if (!stated.isJsonObject()) {
      throw new IllegalArgumentException("scores is " + stated + "; allowed: an object of numbers");
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> score : stated.getAsJsonObject().entrySet()) {
      if (!(score.getValue() instanceof JsonPrimitive number && number.isNumber())) {
        throw new IllegalArgumentException(
            "scores.%s is %s; allowed: a number".formatted(score.getKey(), score.getValue()));
      }
      scores.put(score.getKey(), score.getValue().getAsDouble());
    }
    return Collections.unmodifiableMap(scores);
  }
}
