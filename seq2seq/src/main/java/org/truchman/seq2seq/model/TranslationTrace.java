package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.OpenCell;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.text.vocab.SpecialToken;

/**
 * Everything that a model does while it reads one sentence and says a given translation: the same
 * function as {@link Seq2SeqModel#readout}, token by token and by plain operators, which is slow
 * and shows the gates.
 *
 * @param encoder each direction of each layer, lowest layer first, forward before backward; a row
 *     for each source token, EOS included
 * @param decoder each layer; a row for each piece read: BOS and the translation
 * @param attention what each step looked at, {@code (T, S)}; null without attention
 * @param logProbabilities of every piece after each step, {@code (T, V)}
 */
public record TranslationTrace(
    List<LayerTrace> encoder,
    List<LayerTrace> decoder,
    float[][] attention,
    float[][] logProbabilities) {

  /**
   * Traces a translation; on the engine's thread.
   *
   * @param source ids as the encoder reads them, EOS last, {@code (S)}
   * @param target pieces of the translation without BOS and EOS, {@code (T - 1)}
   */
  public static TranslationTrace of(Seq2SeqModel model, int[] source, int[] target) {
    return of(model, source, target, true);
  }

  /** The same without the probabilities, which are null; much faster with a large vocabulary. */
  public static TranslationTrace ofStates(Seq2SeqModel model, int[] source, int[] target) {
    return of(model, source, target, false);
  }

  private static TranslationTrace of(
      Seq2SeqModel model, int[] source, int[] target, boolean predicting) {
    try (NDManager manager = model.manager().newSubManager()) {
      Weights weights = model.weights(Seq2SeqModel.alias(model.flat(), manager));
      return new Tracer(model.config(), weights, manager).trace(source, target, predicting);
    }
  }

  /** Traces how a sentence is read, as {@link #encoder} tells. */
  static List<LayerTrace> ofSource(Seq2SeqModel model, int[] source) {
    try (NDManager manager = model.manager().newSubManager()) {
      Weights weights = model.weights(Seq2SeqModel.alias(model.flat(), manager));
      return new Tracer(model.config(), weights, manager).encoder(source);
    }
  }

  private static final class Tracer {
    private final ModelConfig config;
    private final Weights weights;
    private final NDManager manager;
    private final Stacking stacking;
    private final Decoder decoder;

    Tracer(ModelConfig config, Weights weights, NDManager manager) {
      this.config = config;
      this.weights = weights;
      this.manager = manager;
      this.stacking = new Stacking(config);
      this.decoder = new Decoder(config);
    }

    TranslationTrace trace(int[] source, int[] target, boolean predicting) {
      TokenTensor read = TokenTensor.of(manager, source, new int[] {source.length});
      EncoderMemory memory = new Encoder(config).encode(weights, read, Regime.EXACT);
      int[] input = new int[target.length + 1];
      input[0] = SpecialToken.BOS.id();
      System.arraycopy(target, 0, input, 1, target.length);
      Speaking speaking = new Speaking(memory, input, predicting);
      return new TranslationTrace(
          encoder(source), speaking.layers(), speaking.attention, speaking.logProbabilities);
    }

    List<LayerTrace> encoder(int[] source) {
      String embedding = config.tiedEmbeddings() ? "target.embedding" : "source.embedding";
      NDArray x = Kernels.rows(index(source), weights.get(embedding));
      List<LayerTrace> traces = new ArrayList<>();
      for (int layer = 0; layer < config.encoderLayers(); layer++) {
        String name = "encoder." + layer;
        NDArray read = stacking.input(weights, name, layer, x);
        NDArray outputs = direction(read, weights.cell(name + ".forward"), false, traces);
        if (config.bidirectional()) {
          NDArray back = direction(read, weights.cell(name + ".backward"), true, traces);
          outputs = outputs.concat(back, 1);
        }
        x = stacking.output(layer, x, outputs);
      }
      return traces;
    }

    /** One direction of a layer, {@code (S, I)} to {@code (S, H)}, from a state of zero. */
    private NDArray direction(
        NDArray x, CellWeights cell, boolean backward, List<LayerTrace> traces) {
      int tokens = (int) x.getShape().get(0);
      NDList inputs = x.split(tokens, 0);
      NDArray[] outputs = new NDArray[tokens];
      LayerTrace.Recorder recorder = new LayerTrace.Recorder(tokens);
      Shape one = new Shape(1, cell.hidden().getShape().get(1));
      NDArray hidden = manager.zeros(one);
      NDArray state = manager.zeros(one);
      for (int i = 0; i < tokens; i++) {
        int token = backward ? tokens - 1 - i : i;
        OpenCell.Step step = OpenCell.step(config.cell(), inputs.get(token), hidden, state, cell);
        recorder.record(token, step);
        hidden = step.hidden();
        state = step.cell();
        outputs[token] = hidden;
      }
      traces.add(recorder.trace());
      return tokens == 1 ? outputs[0] : NDArrays.concat(new NDList(outputs), 0);
    }

    private NDArray index(int[] ids) {
      long[] longs = new long[ids.length];
      for (int i = 0; i < ids.length; i++) {
        longs[i] = ids[i];
      }
      return manager.create(longs);
    }

    /** The decoder over a known translation. */
    private final class Speaking {
      private final EncoderMemory memory;
      private final List<LayerTrace.Recorder> recorders = new ArrayList<>();
      private final NDList embedded;
      private final NDList contexts;
      private final List<NDArray> hidden = new ArrayList<>();
      private final List<NDArray> cells = new ArrayList<>();
      private final float[][] attention;
      private final float[][] logProbabilities;
      private NDArray fed;

      Speaking(EncoderMemory memory, int[] input, boolean predicting) {
        this.memory = memory;
        int steps = input.length;
        for (int layer = 0; layer < config.decoderLayers(); layer++) {
          recorders.add(new LayerTrace.Recorder(steps));
        }
        TokenTensor tokens = TokenTensor.of(manager, input, new int[] {steps});
        NDArray rows = Kernels.rows(index(input), weights.get("target.embedding"));
        this.embedded = rows.split(steps, 0);
        this.contexts =
            config.contextEveryStep()
                ? decoder.contexts(memory, tokens).squeeze(0).split(steps, 0)
                : null;
        DecoderState start = decoder.start(weights, memory);
        hidden.addAll(start.hidden());
        cells.addAll(start.cells());
        fed = start.fed();
        attention = memory.attention() == null ? null : new float[steps][];
        logProbabilities = predicting ? new float[steps][] : null;
        for (int step = 0; step < steps; step++) {
          say(step);
        }
      }

      List<LayerTrace> layers() {
        return recorders.stream().map(LayerTrace.Recorder::trace).toList();
      }

      private void say(int step) {
        NDArray context = contexts == null ? null : contexts.get(step);
        NDArray top = embedded.get(step);
        top = context == null ? top : top.concat(context, 1);
        top = fed == null ? top : top.concat(fed, 1);
        for (int layer = 0; layer < config.decoderLayers(); layer++) {
          top = layer(step, layer, top);
        }
        NDArray spoken = attention == null ? top : lookBack(step, top);
        if (logProbabilities != null) {
          predict(step, spoken, context);
        }
      }

      private void predict(int step, NDArray spoken, NDArray context) {
        NDArray row = decoder.readout(weights, spoken, context, embedded.get(step), Regime.EXACT);
        NDArray logits =
            Kernels.linear(row, decoder.outputWeight(weights), weights.get("output.bias"));
        logProbabilities[step] = LayerTrace.logProbabilities(logits);
      }

      private NDArray layer(int step, int layer, NDArray below) {
        String name = "decoder." + layer;
        NDArray read = stacking.input(weights, name, layer, below);
        NDArray cell = config.cell() == CellType.LSTM ? cells.get(layer) : null;
        OpenCell.Step taken =
            OpenCell.step(config.cell(), read, hidden.get(layer), cell, weights.cell(name));
        recorders.get(layer).record(step, taken);
        hidden.set(layer, taken.hidden());
        if (cell != null) {
          cells.set(layer, taken.cell());
        }
        return stacking.output(layer, below, taken.hidden());
      }

      private NDArray lookBack(int step, NDArray top) {
        NDArray query = top.expandDims(1);
        NDArray looked = Attention.weights(query, memory.attention(), Products.FULL);
        attention[step] = looked.toFloatArray();
        NDArray seen = Attention.context(looked, memory.attention(), Products.FULL);
        NDArray spoken = Decoder.attentional(weights, seen, query, Products.FULL).squeeze(1);
        fed = config.inputFeeding() ? spoken : null;
        return spoken;
      }
    }
  }
}
