package org.truchman.seq2seq.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.Regime;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.FusedStep;
import org.truchman.seq2seq.tensor.script.Linear;
import org.truchman.seq2seq.tensor.script.SearchOperators;
import org.truchman.seq2seq.tensor.script.SearchOperators.Range;

/**
 * A model made ready for searches: the same function as {@link Seq2SeqModel#readout}, one step at a
 * time, with everything that does not change from step to step done once.
 *
 * <ul>
 *   <li>The first layer's gates of each piece are a table: embedding times input weights.
 *   <li>What attention adds to the attentional layer is applied to the memory, once for a batch.
 *   <li>The recurrent, attentional, readout and output weights are in the number format asked for.
 * </ul>
 *
 * <p>Any number of threads may search with one. It reads the parameters at birth: after an update
 * of them make another. Close it before the model.
 */
public final class SearchNetwork implements AutoCloseable {
  private final ModelConfig config;
  private final SearchOperators.Format format;
  private final NDManager manager;
  private final SearchOperators operators;
  private final Weights weights;
  private final Encoder encoder;
  private final ByteEncoder bytes;
  private final Decoder decoder;
  private final Stacking stacking;
  private final StepInput input;
  private final Linear fromFed;
  private final List<Linear> between = new ArrayList<>();
  private final List<StepCell> cells = new ArrayList<>();
  private final LookBack lookBack;
  private final DeepReadout deep;
  private final Linear output;
  private final OwnOutput own;

  /**
   * Makes a model ready for searches over all pieces.
   *
   * @param vector the parameters to use: the model's own, or their moving average
   * @param format of the products of every step
   */
  public SearchNetwork(Seq2SeqModel model, NDArray vector, SearchOperators.Format format) {
    this(model, vector, format, null);
  }

  /**
   * Makes a model ready for searches in which each sentence has pieces of its own.
   *
   * @param vector the parameters to use: the model's own, or their moving average
   * @param format of the products of every step
   * @param common the pieces that every sentence may use, ascending, at least one; null for
   *     searches over all pieces
   */
  public SearchNetwork(
      Seq2SeqModel model, NDArray vector, SearchOperators.Format format, int[] common) {
    this.config = model.config();
    this.format = format;
    this.manager = model.manager().newSubManager();
    this.operators = SearchOperators.open(manager);
    this.weights = model.weights(Seq2SeqModel.alias(vector, manager));
    this.encoder = new Encoder(config);
    this.bytes = ByteEncoder.of(config, weights, operators, format);
    this.decoder = new Decoder(config);
    this.stacking = new Stacking(config);
    this.input = firstInput();
    this.fromFed = config.inputFeeding() ? readyFromFed() : null;
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      CellWeights cell = weights.cell("decoder." + layer);
      cells.add(new StepCell(operators, config, cell, format));
      if (layer > 0) {
        NDArray bias = StepCell.inputBias(config.cell(), cell);
        Range range = StateRange.ofInput(config, layer);
        between.add(operators.linear(cell.input(), bias, format, range));
      }
    }
    this.lookBack = LookBack.of(config, weights, operators, format);
    this.deep =
        config.readout() == ReadoutType.DEEP
            ? new DeepReadout(config, weights, operators, format)
            : null;
    NDArray outputWeight = decoder.outputWeight(weights);
    NDArray outputBias = weights.get("output.bias");
    OutputLayer layer =
        new OutputLayer(outputWeight, outputBias, format, StateRange.ofReadout(config));
    this.output = common == null ? layer.ready(operators) : null;
    this.own = common == null ? null : new OwnOutput(operators, layer, common);
  }

  private StepInput firstInput() {
    CellWeights cell = weights.cell("decoder.0");
    int split = config.embeddingSize();
    int end = split + config.hiddenSize();
    NDArray context = config.contextEveryStep() ? Columns.between(cell.input(), split, end) : null;
    return new StepInput(
        operators,
        weights.get("target.embedding"),
        Columns.between(cell.input(), 0, split),
        context,
        StepCell.inputBias(config.cell(), cell));
  }

  /**
   * Rows of a step are to be a multiple of this, so that a row gives the same bits among any number
   * of others: products of 32 and 16 bits take other paths for few rows (fewer than 4 on AMD Zen 4,
   * up to 12 on Intel with AVX-512, as measured), those of bytes do not.
   */
  public int rowMultiple() {
    return format == SearchOperators.Format.INT8 ? wholeVectors(config.hiddenSize()) : 16;
  }

  /**
   * Sentences are to be a multiple of this, for the same reason: recurrences of 32 and 16 bits take
   * other paths for few sentences, those of bytes do not.
   */
  public int sentenceMultiple() {
    int directions = config.bidirectional() ? 2 : 1;
    return bytes == null ? 16 : wholeVectors(config.hiddenSize() / directions);
  }

  /**
   * How many rows of so many units make a multiple of 64 numbers: what is left over at an array's
   * end, tanh for one computes in another way.
   */
  private static int wholeVectors(int units) {
    return Math.max(1, 64 / Integer.lowestOneBit(units));
  }

  /** What the last step saw, as the first layer's gates need it. */
  private Linear readyFromFed() {
    NDArray weight = weights.cell("decoder.0").input();
    long from = weight.getShape().get(1) - config.hiddenSize();
    return operators.linear(Columns.from(weight, from), null, format, Range.UNIT);
  }

  /** A manager for one search; whoever opens it closes it. */
  public NDManager newSearch() {
    return manager.newSubManager();
  }

  /** The number V of target pieces. */
  public int vocabulary() {
    return (int) weights.get("output.bias").getShape().get(0);
  }

  /** The shape of the model. */
  public ModelConfig config() {
    return config;
  }

  /** Whether each sentence has pieces of its own. */
  public boolean hasOwnPieces() {
    return own != null;
  }

  /** Reads source sentences of a search over all pieces; the memory lives on their manager. */
  public SearchMemory encode(TokenTensor source) {
    return encode(source, new Asked(source.batch(), 0, null));
  }

  /**
   * What is asked of a batch.
   *
   * @param sentences how many of the first ones are searched; the others only fill up the batch
   * @param hypotheses rows of a sentence in a step at most, not counting rows that only fill up; 0
   *     where it is not known
   * @param extras target pieces that each of the sentences may use beside the common ones,
   *     ascending; null in searches over all pieces
   */
  public record Asked(int sentences, int hypotheses, List<int[]> extras) {}

  /** Reads source sentences; the memory lives on their manager, and is closed before it. */
  public SearchMemory encode(TokenTensor source, Asked asked) {
    EncoderMemory memory =
        bytes == null ? encoder.encode(weights, source, Regime.EXACT) : bytes.encode(source);
    NDManager search = source.ids().getManager();
    NDArray contexts = config.contextEveryStep() ? Contexts.of(config, memory, search) : null;
    return new SearchMemory(
        memory,
        contexts,
        contexts == null ? null : input.ofContexts(contexts),
        contexts == null || deep == null ? null : deep.ofContexts(contexts),
        lookBack == null ? null : lookBack.keys(memory.attention(), asked.sentences()),
        own == null ? null : own.batch(search, asked.extras()),
        asked.hypotheses(),
        IntStream.range(0, asked.sentences()).toArray());
  }

  /**
   * What is left of a memory when some sentences are done, so that no step looks at them any more.
   *
   * @param sentences those that go on, ascending; the others must not come again
   * @return to be closed instead of {@code memory}
   */
  public SearchMemory keep(SearchMemory memory, int[] sentences, NDManager search) {
    int[] slots = new int[memory.slots().length];
    Arrays.fill(slots, -1);
    for (int i = 0; i < sentences.length; i++) {
      slots[sentences[i]] = i;
    }
    NDArray rows = index(search, memory.slotsOf(sentences));
    return new SearchMemory(
        memory.encoder(),
        memory.contexts(),
        memory.gates(),
        memory.readout(),
        lookBack == null ? null : lookBack.keep(memory.attention(), rows),
        memory.own() == null ? null : memory.own().keep(rows),
        memory.hypotheses(),
        slots);
  }

  private static long[] longs(int[] values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = values[i];
    }
    return longs;
  }

  private static NDArray index(NDManager manager, int[] values) {
    return manager.create(longs(values), new Shape(values.length));
  }

  /** The decoder's state before the first piece, one row per sentence. */
  public DecoderState start(SearchMemory memory) {
    return decoder.start(weights, memory.encoder());
  }

  /**
   * One step of a search.
   *
   * @param readout the rows that meet the output layer, {@code (R, D)}
   * @param state after the step
   */
  public record Step(NDArray readout, DecoderState state) {}

  /**
   * Advances every row by one piece.
   *
   * @param pieces what each row spoke last (BOS at first), {@code (R)}, int64; the results live on
   *     its manager
   * @param sentences the sentence of each row, of R numbers
   */
  public Step step(SearchMemory memory, DecoderState state, NDArray pieces, int[] sentences) {
    NDArray rows =
        memory.contexts() == null
            ? null
            : Contexts.rows(
                pieces.getManager(), config, memory.encoder(), sentences, state.position());
    NDArray x = null;
    List<NDArray> hidden = new ArrayList<>();
    List<NDArray> cellStates = new ArrayList<>();
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      NDArray gates =
          layer == 0
              ? firstGates(memory, state, pieces, rows)
              : between.get(layer - 1).apply(stacking.input(weights, "decoder." + layer, layer, x));
      NDArray cell = config.cell() == CellType.LSTM ? state.cells().get(layer) : null;
      StepCell.State next = cells.get(layer).step(gates, state.hidden().get(layer), cell);
      x = stacking.output(layer, x, next.hidden());
      hidden.add(next.hidden());
      if (next.cell() != null) {
        cellStates.add(next.cell());
      }
    }
    NDArray top =
        lookBack == null
            ? x
            : lookBack.of(x, memory.attention(), memory.slotsOf(sentences), memory.hypotheses());
    return new Step(
        readout(memory, top, pieces, rows),
        new DecoderState(
            List.copyOf(hidden),
            List.copyOf(cellStates),
            fromFed == null ? null : top,
            state.position() + 1));
  }

  private NDArray firstGates(
      SearchMemory memory, DecoderState state, NDArray pieces, NDArray rows) {
    NDArray gates = input.of(pieces, memory.gates(), rows);
    return fromFed == null ? gates : gates.add(fromFed.apply(state.fed()));
  }

  private NDArray readout(SearchMemory memory, NDArray top, NDArray pieces, NDArray rows) {
    if (deep != null) {
      return deep.of(top, pieces, memory.readout(), rows);
    }
    return memory.contexts() == null ? top : top.concat(Contexts.pick(rows, memory.contexts()), 1);
  }

  /**
   * Whether {@link #advance} takes a whole step in one call: with bytes, one layer of LSTM cells
   * that looks back by products and is fed with nothing but pieces, over each sentence's own.
   */
  public boolean isFused() {
    return own != null
        && config.cell() == CellType.LSTM
        && config.decoderLayers() == 1
        && FusedStep.takes(cells.get(0).recurrent())
        && lookBack != null
        && lookBack.isProduct()
        && fromFed == null
        && !config.contextEveryStep()
        && (deep == null || deep.parts().table() != null)
        && input.table() != null;
  }

  /**
   * A step and its choice.
   *
   * @param best as {@link #best} gives it
   * @param state after the step
   */
  public record Advance(SearchOperators.Best best, DecoderState state) {}

  /**
   * Takes a step and chooses the best next pieces, in one call of the engine, where {@link
   * #isFused}; the results are those of {@link #step} and {@link #best}, to the same bits.
   *
   * @param origin the row of the state that each of R rows continues
   * @param pieces what each row spoke last
   * @param sentences the sentence of each row
   * @param to where the results live
   */
  public Advance advance(
      SearchMemory memory,
      DecoderState state,
      int[] origin,
      int[] pieces,
      int[] sentences,
      int k,
      NDManager to) {
    int[] slots = memory.slotsOf(sentences);
    int batch = (int) memory.attention().keys().getShape().get(0);
    SentenceRows block = SentenceRows.of(slots, batch, memory.hypotheses());
    OwnOutput.Batch output = memory.own();
    FusedStep.Result next =
        fused(output)
            .take(
                memory.attention(),
                output.own(),
                new FusedStep.State(state.hidden().get(0), state.cells().get(0)),
                new FusedStep.Rows(
                    longs(pieces), longs(origin), longs(slots), block.placeOf(), block.rowAt()),
                k,
                to);
    return new Advance(
        next.best(),
        new DecoderState(
            List.of(next.state().hidden()), List.of(next.state().cell()), state.position() + 1));
  }

  private FusedStep fused(OwnOutput.Batch output) {
    return operators.step(
        new FusedStep.Maps(
            input.table(),
            cells.get(0).recurrent(),
            lookBack.fromHidden(),
            deep == null ? null : deep.parts(),
            output.ofCommon(),
            output.ofExtras()));
  }

  /**
   * What each row looked at in a step.
   *
   * @param state after the step; the result lives on its manager
   * @param sentences the sentence of each row
   * @return null without attention
   */
  public AttentionRows attention(SearchMemory memory, DecoderState state, int[] sentences) {
    NDArray top = state.hidden().get(0);
    for (int layer = 1; layer < config.decoderLayers(); layer++) {
      top = stacking.output(layer, top, state.hidden().get(layer));
    }
    return lookBack == null
        ? null
        : lookBack.attention(
            top, memory.attention(), memory.slotsOf(sentences), memory.hypotheses());
  }

  /**
   * The log-probability of every piece in each row, where the sentences have no pieces of their
   * own.
   *
   * @param readout {@code (R, D)}
   * @param mask as in {@link #best}
   * @return {@code (R, V)}
   */
  public NDArray logProbabilities(NDArray readout, NDArray mask) {
    return operators.logProbabilities(output.apply(readout), mask);
  }

  /**
   * The best next pieces of each row.
   *
   * @param readout {@code (R, D)}
   * @param mask added before the choice, {@code (V)}: 0 for allowed pieces, -infinity for others;
   *     not read where the sentences have pieces of their own
   * @param sentences the sentence of each row
   */
  public SearchOperators.Best best(
      SearchMemory memory, NDArray readout, NDArray mask, int[] sentences, int k) {
    if (memory.own() == null) {
      return operators.best(output.apply(readout), mask, k);
    }
    NDArray rows = index(readout.getManager(), memory.slotsOf(sentences));
    return memory.own().best(readout, rows, k);
  }

  @Override
  public void close() {
    if (bytes != null) {
      bytes.close();
    }
    input.close();
    if (fromFed != null) {
      fromFed.close();
    }
    between.forEach(Linear::close);
    cells.forEach(StepCell::close);
    if (lookBack != null) {
      lookBack.close();
    }
    if (deep != null) {
      deep.close();
    }
    if (output != null) {
      output.close();
    }
    if (own != null) {
      own.close();
    }
    operators.close();
    manager.close();
  }
}
