package org.truchman.seq2seq.config;

/**
 * The shape of an encoder-decoder model; everything that decides which weights exist.
 *
 * @param cell the recurrent cell of both sides
 * @param embeddingSize width of source and target embeddings, at least 1
 * @param hiddenSize width H of the decoder's state; a bidirectional encoder has H/2 units in each
 *     direction, so H must be even then
 * @param encoderLayers stacked encoder layers, 1 to 8
 * @param decoderLayers stacked decoder layers, 1 to 8
 * @param bidirectional whether the encoder also reads from right to left
 * @param reverseSource whether the source pieces are reversed (the EOS stays last), as in Sutskever
 *     et al. 2014
 * @param attention how the decoder looks back at the source; asks for {@link
 *     ReadingMode#WHOLE_SENTENCE}
 * @param bridge how the encoder's final state starts the decoder
 * @param contextEveryStep whether the sentence vector is also an input of every decoder step and of
 *     the readout, as in Cho et al. 2014
 * @param reading whether the decoder waits for the whole sentence; {@link ReadingMode#IN_STEP} asks
 *     for one direction, {@link BridgeType#ZERO} and {@code contextEveryStep}
 * @param delay with {@link ReadingMode#IN_STEP}: how many pieces the encoder is ahead, at least 0
 * @param readout what stands before the output layer
 * @param tiedOutput whether the output layer's weights are the target embedding's; asks for {@link
 *     ReadoutType#DEEP}
 * @param inputFeeding whether what the decoder saw at a step is an input of its next step, as in
 *     Luong et al. 2015, section 3.3; asks for attention; training takes one step at a time then
 * @param residual whether a stacked layer adds its outputs to its inputs; asks for two layers
 * @param layerNorm whether the inputs of a stacked layer are normalised, as in Ba et al. 2016; asks
 *     for two layers
 * @param gateSteepness factor of what enters the sigmoid of a gate, above 0; asks for a cell with
 *     gates
 * @param tiedEmbeddings whether source and target share one embedding; asks for {@code
 *     text.jointBpe}
 */
public record ModelConfig(
    CellType cell,
    int embeddingSize,
    int hiddenSize,
    int encoderLayers,
    int decoderLayers,
    boolean bidirectional,
    boolean reverseSource,
    AttentionType attention,
    BridgeType bridge,
    boolean contextEveryStep,
    ReadingMode reading,
    int delay,
    ReadoutType readout,
    boolean tiedOutput,
    boolean inputFeeding,
    boolean residual,
    boolean layerNorm,
    double gateSteepness,
    boolean tiedEmbeddings) {

  /**
   * Checks every value, and the values that depend on each other.
   *
   * @throws IllegalArgumentException naming the full key, its value and what is allowed
   */
  public ModelConfig {
    Allowed.oneOf("model.cell", cell, CellType.values());
    Allowed.whole("model.embeddingSize", embeddingSize, 1, 8192);
    Allowed.whole("model.hiddenSize", hiddenSize, 1, 8192);
    Allowed.whole("model.encoderLayers", encoderLayers, 1, 8);
    Allowed.whole("model.decoderLayers", decoderLayers, 1, 8);
    Allowed.oneOf("model.attention", attention, AttentionType.values());
    Allowed.oneOf("model.bridge", bridge, BridgeType.values());
    Allowed.oneOf("model.reading", reading, ReadingMode.values());
    Allowed.whole("model.delay", delay, 0, 100);
    Allowed.oneOf("model.readout", readout, ReadoutType.values());
    checkDirections(hiddenSize, bidirectional, reverseSource, reading, delay);
    checkInStep(reading, bridge, attention);
    checkSight(attention, bridge, contextEveryStep);
    Allowed.aboveZero("model.gateSteepness", gateSteepness, 10);
    checkGates(cell, gateSteepness);
    checkFeeding(attention, inputFeeding);
    boolean stacked = encoderLayers > 1 || decoderLayers > 1;
    checkStacked("residual", residual, stacked);
    checkStacked("layerNorm", layerNorm, stacked);
    if (tiedOutput && readout != ReadoutType.DEEP) {
      throw new IllegalArgumentException(
          "model.tiedOutput is true and model.readout is "
              + Choice.label(readout)
              + "; allowed with model.tiedOutput: model.readout deep");
    }
  }

  /**
   * Gives the default shape: bidirectional LSTM, 512 units, general attention, one embedding for
   * source, target and output.
   *
   * @return the defaults
   */
  public static ModelConfig defaults() {
    return delayed()
        .withEmbeddingSize(512)
        .withTiedEmbeddings(true)
        .withContextEveryStep(false)
        .withAttention(AttentionType.GENERAL);
  }

  /**
   * Gives the pure delayed model: bidirectional LSTM, 512 units; the decoder knows the source by
   * the encoder's final state only, which it sees at every step.
   *
   * @return the shape
   */
  public static ModelConfig delayed() {
    return new ModelConfig(
        CellType.LSTM,
        256,
        512,
        1,
        1,
        true,
        false,
        AttentionType.NONE,
        BridgeType.DENSE,
        true,
        ReadingMode.WHOLE_SENTENCE,
        0,
        ReadoutType.DEEP,
        true,
        false,
        false,
        false,
        1,
        false);
  }

  /**
   * Gives a copy with another {@code cell}.
   *
   * @param cell the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withCell(CellType cell) {
    return Components.copy(this, "cell", cell);
  }

  /**
   * Gives a copy with another {@code embeddingSize}.
   *
   * @param embeddingSize the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withEmbeddingSize(int embeddingSize) {
    return Components.copy(this, "embeddingSize", embeddingSize);
  }

  /**
   * Gives a copy with another {@code hiddenSize}.
   *
   * @param hiddenSize the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withHiddenSize(int hiddenSize) {
    return Components.copy(this, "hiddenSize", hiddenSize);
  }

  /**
   * Gives a copy with another {@code encoderLayers}.
   *
   * @param encoderLayers the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withEncoderLayers(int encoderLayers) {
    return Components.copy(this, "encoderLayers", encoderLayers);
  }

  /**
   * Gives a copy with another {@code decoderLayers}.
   *
   * @param decoderLayers the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withDecoderLayers(int decoderLayers) {
    return Components.copy(this, "decoderLayers", decoderLayers);
  }

  /**
   * Gives a copy with another {@code bidirectional}.
   *
   * @param bidirectional the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withBidirectional(boolean bidirectional) {
    return Components.copy(this, "bidirectional", bidirectional);
  }

  /**
   * Gives a copy with another {@code reverseSource}.
   *
   * @param reverseSource the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withReverseSource(boolean reverseSource) {
    return Components.copy(this, "reverseSource", reverseSource);
  }

  /**
   * Gives a copy with another {@code attention}.
   *
   * @param attention the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withAttention(AttentionType attention) {
    return Components.copy(this, "attention", attention);
  }

  /**
   * Gives a copy with another {@code bridge}.
   *
   * @param bridge the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withBridge(BridgeType bridge) {
    return Components.copy(this, "bridge", bridge);
  }

  /**
   * Gives a copy with another {@code contextEveryStep}.
   *
   * @param contextEveryStep the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withContextEveryStep(boolean contextEveryStep) {
    return Components.copy(this, "contextEveryStep", contextEveryStep);
  }

  /**
   * Gives a copy with another {@code reading}.
   *
   * @param reading the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withReading(ReadingMode reading) {
    return Components.copy(this, "reading", reading);
  }

  /**
   * Gives a copy with another {@code delay}.
   *
   * @param delay the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withDelay(int delay) {
    return Components.copy(this, "delay", delay);
  }

  /**
   * Gives a copy with another {@code readout}.
   *
   * @param readout the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withReadout(ReadoutType readout) {
    return Components.copy(this, "readout", readout);
  }

  /**
   * Gives a copy with another {@code tiedOutput}.
   *
   * @param tiedOutput the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withTiedOutput(boolean tiedOutput) {
    return Components.copy(this, "tiedOutput", tiedOutput);
  }

  /**
   * Gives a copy with another {@code inputFeeding}.
   *
   * @param inputFeeding the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withInputFeeding(boolean inputFeeding) {
    return Components.copy(this, "inputFeeding", inputFeeding);
  }

  /**
   * Gives a copy with another {@code residual}.
   *
   * @param residual the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withResidual(boolean residual) {
    return Components.copy(this, "residual", residual);
  }

  /**
   * Gives a copy with another {@code layerNorm}.
   *
   * @param layerNorm the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withLayerNorm(boolean layerNorm) {
    return Components.copy(this, "layerNorm", layerNorm);
  }

  /**
   * Gives a copy with another {@code gateSteepness}.
   *
   * @param gateSteepness the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withGateSteepness(double gateSteepness) {
    return Components.copy(this, "gateSteepness", gateSteepness);
  }

  /**
   * Gives a copy with another {@code tiedEmbeddings}.
   *
   * @param tiedEmbeddings the new value
   * @return the changed copy; everything else is as here
   * @throws IllegalArgumentException if the value is not allowed beside the others
   */
  public ModelConfig withTiedEmbeddings(boolean tiedEmbeddings) {
    return Components.copy(this, "tiedEmbeddings", tiedEmbeddings);
  }

  private static void checkGates(CellType cell, double gateSteepness) {
    boolean gated = cell == CellType.LSTM || cell == CellType.GRU;
    if (!gated && gateSteepness != 1) {
      throw new IllegalArgumentException(
          "model.gateSteepness is "
              + gateSteepness
              + "; allowed with model.cell "
              + Choice.label(cell)
              + ": 1, because it has no gates");
    }
  }

  private static void checkFeeding(AttentionType attention, boolean inputFeeding) {
    if (inputFeeding && attention == AttentionType.NONE) {
      throw new IllegalArgumentException(
          "model.inputFeeding is true; allowed with model.attention none: false, because what"
              + " attention saw is what is fed; or choose another attention");
    }
  }

  private static void checkStacked(String key, boolean value, boolean stacked) {
    if (value && !stacked) {
      throw new IllegalArgumentException(
          "model."
              + key
              + " is true; allowed with model.encoderLayers 1 and model.decoderLayers 1: false,"
              + " because it stands between stacked layers");
    }
  }

  private static void checkInStep(ReadingMode reading, BridgeType bridge, AttentionType attention) {
    if (reading == ReadingMode.IN_STEP && bridge != BridgeType.ZERO) {
      throw new IllegalArgumentException(
          "model.bridge is "
              + Choice.label(bridge)
              + "; allowed with model.reading in-step: zero, because the final state has seen the"
              + " whole sentence");
    }
    if (reading == ReadingMode.IN_STEP && attention != AttentionType.NONE) {
      throw new IllegalArgumentException(
          "model.attention is "
              + Choice.label(attention)
              + "; allowed with model.reading in-step: none, because attention looks at the whole"
              + " sentence");
    }
  }

  private static void checkSight(
      AttentionType attention, BridgeType bridge, boolean contextEveryStep) {
    boolean blind =
        attention == AttentionType.NONE && !contextEveryStep && bridge == BridgeType.ZERO;
    if (blind) {
      throw new IllegalArgumentException(
          "model.contextEveryStep is false and model.bridge is zero, so the decoder would see"
              + " nothing of the source; allowed: another bridge, contextEveryStep true, or"
              + " model.attention general");
    }
  }

  private static void checkDirections(
      int hiddenSize,
      boolean bidirectional,
      boolean reverseSource,
      ReadingMode reading,
      int delay) {
    if (bidirectional && hiddenSize % 2 != 0) {
      throw new IllegalArgumentException(
          "model.hiddenSize is "
              + hiddenSize
              + "; allowed with model.bidirectional: even numbers, because each direction has half"
              + " of the units");
    }
    if (reading == ReadingMode.IN_STEP && (bidirectional || reverseSource)) {
      throw new IllegalArgumentException(
          "model."
              + (bidirectional ? "bidirectional" : "reverseSource")
              + " is true; allowed with model.reading in-step: false, because the end of the source"
              + " is not known yet");
    }
    if (reading != ReadingMode.IN_STEP && delay > 0) {
      throw new IllegalArgumentException(
          "model.delay is "
              + delay
              + "; allowed with model.reading "
              + Choice.label(reading)
              + ": 0");
    }
  }
}
