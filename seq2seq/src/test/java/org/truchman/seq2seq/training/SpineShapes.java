package org.truchman.seq2seq.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadingMode;
import org.truchman.seq2seq.config.ReadoutType;

/**
 * The shapes of model that every claim is tested on: all of cell x directions x encoder layers x
 * decoder layers, each with two choices of all the other parts, so chosen that any two settings
 * meet. A new part adds a choice here, not a test.
 */
final class SpineShapes {
  /** How many shapes each combination of cell, directions and layers gets. */
  private static final int EACH = 2;

  /** Choices of the other parts among which the one that brings most is taken. */
  private static final int DRAWN = 60;

  private SpineShapes() {}

  /** The shapes that read the whole sentence first. */
  static List<ModelConfig> whole() {
    Random random = new Random(41);
    Set<String> met = new HashSet<>();
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int layers = 0; layers < 4; layers++) {
        for (boolean both : new boolean[] {false, true}) {
          ModelConfig frame = frame(cell, both, 1 + layers / 2, 1 + layers % 2);
          for (int i = 0; i < EACH; i++) {
            ModelConfig shape = mostNew(frame, met, random);
            met.addAll(meetings(shape));
            shapes.add(shape);
          }
        }
      }
    }
    return shapes;
  }

  private static ModelConfig frame(
      CellType cell, boolean both, int encoderLayers, int decoderLayers) {
    return ModelConfig.delayed()
        .withCell(cell)
        .withEmbeddingSize(5)
        .withHiddenSize(6)
        .withEncoderLayers(encoderLayers)
        .withDecoderLayers(decoderLayers)
        .withBidirectional(both);
  }

  /** Of some random choices, the one that brings most meetings that were not there. */
  private static ModelConfig mostNew(ModelConfig frame, Set<String> met, Random random) {
    ModelConfig best = null;
    long most = -1;
    for (int i = 0; i < DRAWN; i++) {
      ModelConfig shape = furnished(frame, random);
      long brings = meetings(shape).stream().filter(meeting -> !met.contains(meeting)).count();
      if (brings > most) {
        most = brings;
        best = shape;
      }
    }
    return best;
  }

  private static ModelConfig furnished(ModelConfig frame, Random random) {
    AttentionType[] attentions = AttentionType.values();
    AttentionType attention = attentions[random.nextInt(attentions.length)];
    BridgeType bridge = BridgeType.values()[random.nextInt(BridgeType.values().length)];
    boolean looks = attention != AttentionType.NONE;
    boolean context = random.nextBoolean() || (bridge == BridgeType.ZERO && !looks);
    boolean deep = random.nextInt(3) > 0;
    boolean stacked = frame.encoderLayers() > 1 || frame.decoderLayers() > 1;
    boolean gated = frame.cell() == CellType.LSTM || frame.cell() == CellType.GRU;
    return frame
        .withAttention(attention)
        .withBridge(bridge)
        .withContextEveryStep(context)
        .withTiedOutput(false)
        .withReadout(deep ? ReadoutType.DEEP : ReadoutType.DIRECT)
        .withTiedOutput(deep && random.nextBoolean())
        .withInputFeeding(looks && random.nextBoolean())
        .withResidual(stacked && random.nextBoolean())
        .withLayerNorm(stacked && random.nextBoolean())
        .withGateSteepness(gated && random.nextBoolean() ? 1.5 : 1)
        .withTiedEmbeddings(random.nextBoolean());
  }

  /** Every setting of a shape, as a name and a value. */
  static List<String> settings(ModelConfig shape) {
    return List.of(
        "cell " + shape.cell(),
        "both " + shape.bidirectional(),
        "encoder " + shape.encoderLayers(),
        "decoder " + shape.decoderLayers(),
        "attention " + shape.attention(),
        "bridge " + shape.bridge(),
        "context " + shape.contextEveryStep(),
        "readout " + shape.readout(),
        "tied " + shape.tiedOutput(),
        "feeding " + shape.inputFeeding(),
        "residual " + shape.residual(),
        "norm " + shape.layerNorm(),
        "steepness " + shape.gateSteepness(),
        "embeddings " + shape.tiedEmbeddings());
  }

  /** Every two settings that meet in a shape. */
  static Set<String> meetings(ModelConfig shape) {
    Set<String> meetings = new HashSet<>();
    List<String> settings = settings(shape);
    for (String one : settings) {
      settings.forEach(other -> meetings.add(one + " & " + other));
    }
    return meetings;
  }

  /** The shapes that speak in step with the source. */
  static List<ModelConfig> inStep() {
    List<ModelConfig> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int delay = 0; delay < 3; delay += 2) {
        boolean deep = shapes.size() % 3 > 0;
        shapes.add(
            frame(cell, false, 1 + delay / 2, 2 - delay / 2)
                .withTiedOutput(false)
                .withReadout(deep ? ReadoutType.DEEP : ReadoutType.DIRECT)
                .withTiedOutput(shapes.size() % 3 > 1)
                .withResidual(delay > 0)
                .withLayerNorm(shapes.size() % 4 < 2)
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
