package org.truchman.seq2seq.training;

import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;
import org.truchman.seq2seq.config.ReadoutType;

/**
 * The shapes of model that every claim is tested on: all of cell x directions x encoder layers x
 * decoder layers, each with two of the ways from encoder to output, in turn. A new part adds a row
 * here, not a test.
 */
final class SpineShapes {
  /** How many ways each combination of cell, directions and layers gets. */
  private static final int WAYS = 2;

  private SpineShapes() {}

  /** One way from the encoder's states to the output layer. */
  private record Way(
      AttentionType attention,
      BridgeType bridge,
      boolean context,
      ReadoutType readout,
      boolean tied) {}

  /** Every way in which the source reaches the decoder. */
  private static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (AttentionType attention : AttentionType.values()) {
      for (BridgeType bridge : BridgeType.values()) {
        for (boolean context : new boolean[] {true, false}) {
          if (context || bridge != BridgeType.ZERO || attention != AttentionType.NONE) {
            ways.add(new Way(attention, bridge, context, ReadoutType.DIRECT, false));
            ways.add(new Way(attention, bridge, context, ReadoutType.DEEP, false));
            ways.add(new Way(attention, bridge, context, ReadoutType.DEEP, true));
          }
        }
      }
    }
    return ways;
  }

  /** The shapes that read the whole sentence first. */
  static List<ModelConfig> whole() {
    List<Way> ways = ways();
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int layers = 0; layers < 4; layers++) {
        for (boolean both : new boolean[] {false, true}) {
          for (int i = 0; i < WAYS; i++) {
            // 7 and the 33 ways have no common factor, so every way has its turn.
            Way way = ways.get(shapes.size() * 7 % ways.size());
            shapes.add(shape(cell, both, 1 + layers / 2, 1 + layers % 2, way));
          }
        }
      }
    }
    return shapes;
  }

  private static ModelConfig shape(
      CellType cell, boolean both, int encoderLayers, int decoderLayers, Way way) {
    return ModelConfig.defaults()
        .withCell(cell)
        .withEmbeddingSize(5)
        .withHiddenSize(6)
        .withEncoderLayers(encoderLayers)
        .withDecoderLayers(decoderLayers)
        .withBidirectional(both)
        .withAttention(way.attention)
        .withContextEveryStep(true)
        .withBridge(way.bridge)
        .withContextEveryStep(way.context)
        .withTiedOutput(false)
        .withReadout(way.readout)
        .withTiedOutput(way.tied);
  }

  /** The shapes that speak in step with the source. */
  static List<ModelConfig> inStep() {
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int delay = 0; delay < 3; delay += 2) {
        Way way = ways().get(shapes.size() % 3);
        shapes.add(
            shape(cell, false, 1 + delay / 2, 2 - delay / 2, way)
                .withContextEveryStep(true)
                .withBridge(BridgeType.ZERO)
                .withReading(ReadingMode.IN_STEP)
                .withDelay(delay));
      }
    }
    return shapes;
  }

  /** All of them. */
  static List<ModelConfig> all() {
    List<ModelConfig> shapes = new ArrayList<>(whole());
    shapes.addAll(inStep());
    return shapes;
  }

  /** One in {@code n} of them, in even distances. */
  static List<ModelConfig> oneIn(int n) {
    List<ModelConfig> all = all();
    List<ModelConfig> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += n) {
      some.add(all.get(i));
    }
    return some;
  }
}
