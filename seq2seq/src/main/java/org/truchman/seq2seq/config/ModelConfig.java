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
 * @param attention how the decoder looks back at the source
 * @param bridge how the encoder's final state starts the decoder
 * @param contextEveryStep whether the sentence vector is also an input of every decoder step and of
 *     the readout, as in Cho et al. 2014
 * @param reading whether the decoder waits for the whole sentence
 * @param delay with {@link ReadingMode#IN_STEP}: how many pieces the encoder is ahead, at least 0
 * @param readout what stands before the output layer
 * @param tiedOutput whether the output layer's weights are the target embedding's; asks for {@link
 *     ReadoutType#DEEP}
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
    boolean tiedOutput) {}
