package org.truchman.seq2seq.model;

import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.tensor.script.SearchOperators.Range;

/** What is known of the states of a network before it reads anything. */
final class StateRange {
  private StateRange() {}

  /** Of the hidden state of one layer's cells: an output gate times tanh, or a mean of tanhs. */
  static Range ofCell(ModelConfig config) {
    return config.cell() == CellType.RNN_RELU ? Range.ANY : Range.UNIT;
  }

  /** Of what {@code layers} layers give, which residual connections add up. */
  static Range ofLayers(ModelConfig config, int layers) {
    return layers > 1 && config.residual() ? Range.ANY : ofCell(config);
  }

  /** Of what a layer reads that stands on {@code below} others. */
  static Range ofInput(ModelConfig config, int below) {
    return config.layerNorm() ? Range.ANY : ofLayers(config, below);
  }

  /** Of the decoder's states after looking back: a tanh, where it does. */
  static Range ofTop(ModelConfig config) {
    return config.attention() == AttentionType.NONE
        ? ofLayers(config, config.decoderLayers())
        : Range.UNIT;
  }

  /** Of the rows that meet the output layer: a tanh, or states of decoder and encoder. */
  static Range ofReadout(ModelConfig config) {
    if (config.readout() == ReadoutType.DEEP) {
      return Range.UNIT;
    }
    boolean contexts = config.contextEveryStep();
    return ofTop(config) == Range.UNIT
            && (!contexts || ofLayers(config, config.encoderLayers()) == Range.UNIT)
        ? Range.UNIT
        : Range.ANY;
  }
}
