package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.Dropout;
import org.truchman.seq2seq.layer.PaddedRecurrence;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.TokenTensor;

/**
 * Reads whole source sentences: embedding, then stacked recurrent layers in one or two directions.
 */
final class Encoder {
  private final ModelConfig config;
  private final Stacking stacking;

  Encoder(ModelConfig config) {
    this.config = config;
    this.stacking = new Stacking(config);
  }

  /**
   * Reads a batch.
   *
   * @param weights the model's parameters
   * @param source source ids that end in EOS, {@code (B, S)}
   * @param regime {@link Regime#EXACT} but in training
   */
  EncoderMemory encode(Weights weights, TokenTensor source, Regime regime) {
    NDArray x = Kernels.rows(source.ids(), embedding(weights));
    x = regime.dropout().sourceWords(regime.dropout().embedding(x));
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cells = new ArrayList<>();
    for (int layer = 0; layer < config.encoderLayers(); layer++) {
      NDArray read = stacking.input(weights, "encoder." + layer, layer, x);
      NDArray input = layer == 0 ? read : regime.dropout().layer(read);
      PaddedRecurrence.Output output =
          PaddedRecurrence.run(
              config.cell(), input, source, directions(weights, layer, regime), regime.products());
      x = stacking.output(layer, x, output.outputs());
      hidden.add(output.hidden());
      if (output.cell() != null) {
        cells.add(output.cell());
      }
    }
    Attention.Memory attention = attention(weights, x, source, regime);
    return new EncoderMemory(
        x, List.copyOf(hidden), List.copyOf(cells), attention, source.lengths());
  }

  /** The embedding of source pieces, {@code (V, I)}. */
  NDArray embedding(Weights weights) {
    return weights.get(config.tiedEmbeddings() ? "target.embedding" : "source.embedding");
  }

  /** What attention holds queries against; null without attention. */
  Attention.Memory attention(Weights weights, NDArray states, TokenTensor source, Regime regime) {
    return switch (config.attention()) {
      case NONE -> null;
      case GENERAL ->
          Attention.general(
              states, source, weights.get("attention.score.weight"), regime.products());
      case DOT -> Attention.dot(states, source, 1);
      case SCALED_DOT -> Attention.dot(states, source, 1 / Math.sqrt(config.hiddenSize()));
      case ADDITIVE ->
          Attention.additive(
              states,
              source,
              weights.get("attention.key.weight"),
              new Attention.Additive(
                  weights.get("attention.query.weight"), weights.get("attention.score.weight")),
              regime.products());
    };
  }

  /** The weights of a layer's directions, forward first. */
  List<CellWeights> directions(Weights weights, int layer, Regime regime) {
    Dropout dropout = regime.dropout();
    CellWeights forward = dropout.recurrent(weights.cell("encoder." + layer + ".forward"));
    return config.bidirectional()
        ? List.of(forward, dropout.recurrent(weights.cell("encoder." + layer + ".backward")))
        : List.of(forward);
  }
}
