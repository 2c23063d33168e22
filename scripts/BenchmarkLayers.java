import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truchman.seq2seq.config.CellType;
import org.truchman.seq2seq.layer.Attention;
import org.truchman.seq2seq.layer.CellWeights;
import org.truchman.seq2seq.layer.PaddedRecurrence;
import org.truchman.seq2seq.layer.StepRecurrence;
import org.truchman.seq2seq.tensor.Kernels;
import org.truchman.seq2seq.tensor.Products;
import org.truchman.seq2seq.tensor.TokenTensor;
import org.truchman.seq2seq.tensor.script.OutputChunks;
import org.truchman.seq2seq.tensor.script.ScriptedOperators;

/**
 * Measures each layer of the attentional model, forward and backward, in float32: the throughput of
 * its matrix products with everything around them, as a share of what the engine reaches on these
 * products alone. Run by scripts/benchmark-training --layers.
 *
 * <p>The shapes are those of a batch of 64 pairs of Multi30k.
 */
public final class BenchmarkLayers {
  private static final int B = 64;
  private static final int S = 14;
  private static final int T = 15;
  private static final int EMBEDDING = 256;
  private static final int H = 512;
  private static final int V = 7969;
  private static final int TRIES = 9;

  private final NDManager manager;

  private BenchmarkLayers(NDManager manager) {
    this.manager = manager;
  }

  /**
   * A matrix product that a layer takes.
   *
   * @param batch independent products in one call; 0 for a plain one
   * @param times calls
   */
  private record Product(int batch, int rows, int inner, int columns, int times) {
    static Product of(int rows, int inner, int columns) {
      return new Product(0, rows, inner, columns, 1);
    }

    double gigaflop() {
      return 2e-9 * Math.max(1, batch) * rows * inner * columns * times;
    }
  }

  public static void main(String[] arguments) {
    Engine engine = Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
    try (NDManager manager = engine.newBaseManager()) {
      BenchmarkLayers benchmark = new BenchmarkLayers(manager);
      System.out.println(
          "| layer, forward and backward | GFLOP | ms | GFLOP/s | products alone | share |");
      System.out.println("|---|--:|--:|--:|--:|--:|");
      benchmark.encoder();
      benchmark.decoder();
      benchmark.attention();
      benchmark.output();
    }
  }

  private NDArray draw(NDManager to, long... shape) {
    return to.randomUniform(-0.1f, 0.1f, new Shape(shape));
  }

  private NDArray leaf(NDManager to, long... shape) {
    NDArray leaf = draw(to, shape);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private CellWeights cell(NDManager to, int input, int units) {
    return new CellWeights(
        leaf(to, 4L * units, input),
        leaf(to, 4L * units, units),
        leaf(to, 4L * units),
        leaf(to, 4L * units));
  }

  /**
   * The products of an LSTM in one direction: input and recurrence, then both gradients of each.
   */
  private static List<Product> lstm(int steps, int input, int units) {
    int all = B * steps;
    int gates = 4 * units;
    return List.of(
        Product.of(all, input, gates),
        new Product(0, B, units, gates, steps),
        Product.of(all, gates, input),
        Product.of(gates, all, input),
        new Product(0, B, gates, units, steps),
        Product.of(gates, all, units));
  }

  private void encoder() {
    int units = H / 2;
    int[] lengths = new int[B];
    Arrays.fill(lengths, S);
    List<Product> products = new ArrayList<>(lstm(S, EMBEDDING, units));
    products.addAll(lstm(S, EMBEDDING, units));
    report(
        "encoder, LSTM in both directions",
        products,
        step -> {
          TokenTensor tokens = TokenTensor.of(step, new int[B * S], lengths);
          List<CellWeights> both =
              List.of(cell(step, EMBEDDING, units), cell(step, EMBEDDING, units));
          NDArray x = leaf(step, B, S, EMBEDDING);
          return recorded(
              () -> PaddedRecurrence.run(CellType.LSTM, x, tokens, both, Products.FULL).outputs());
        });
  }

  private void decoder() {
    report(
        "decoder, LSTM",
        lstm(T, EMBEDDING, H),
        step -> {
          CellWeights weights = cell(step, EMBEDDING, H);
          NDArray x = leaf(step, B, T, EMBEDDING);
          NDArray hidden = leaf(step, B, H);
          NDArray state = leaf(step, B, H);
          StepRecurrence.Kind kind = new StepRecurrence.Kind(CellType.LSTM, Products.FULL);
          return recorded(() -> StepRecurrence.run(kind, x, hidden, state, weights).outputs());
        });
  }

  private void attention() {
    List<Product> products = new ArrayList<>();
    for (Product forward :
        List.of(
            Product.of(B * S, H, H),
            new Product(B, T, H, S, 1),
            new Product(B, T, S, H, 1),
            Product.of(B * T, 2 * H, H))) {
      products.add(forward);
      int batch = forward.batch();
      products.add(new Product(batch, forward.rows(), forward.columns(), forward.inner(), 1));
      products.add(new Product(batch, forward.columns(), forward.rows(), forward.inner(), 1));
    }
    int[] lengths = new int[B];
    Arrays.fill(lengths, S);
    report(
        "attention",
        products,
        step -> {
          TokenTensor tokens = TokenTensor.of(step, new int[B * S], lengths);
          NDArray states = leaf(step, B, S, H);
          NDArray queries = leaf(step, B, T, H);
          NDArray score = leaf(step, H, H);
          NDArray output = leaf(step, H, 2L * H);
          return recorded(
              () -> {
                Attention.Memory memory = Attention.general(states, tokens, score, Products.FULL);
                NDArray weights = Attention.weights(queries, memory, Products.FULL);
                NDArray seen = Attention.context(weights, memory, Products.FULL);
                return Products.FULL.linear(seen.concat(queries, 2), output).tanh();
              });
        });
  }

  private void output() {
    int rows = B * T;
    ScriptedOperators operators = ScriptedOperators.open(manager);
    NDArray hidden = draw(manager, rows, H);
    ScriptedOperators.OutputLayer layer =
        new ScriptedOperators.OutputLayer(draw(manager, V, H), draw(manager, V));
    NDArray labels = manager.create(new long[rows]);
    report(
        "output layer and loss",
        List.of(Product.of(rows, H, V), Product.of(rows, V, H), Product.of(V, rows, H)),
        step -> {
          ScriptedOperators.LossForm form =
              new ScriptedOperators.LossForm(
                  0, 1.0 / rows, OutputChunks.usual(manager, false), false);
          return () -> operators.crossEntropy(step, hidden, layer, labels, form);
        });
    operators.close();
  }

  /** Forward with gradients recorded, then backward. */
  private static Runnable recorded(Supplier<NDArray> forward) {
    return () -> {
      JniUtils.setGradMode(true);
      NDArray result;
      try {
        result = forward.get();
      } finally {
        JniUtils.setGradMode(false);
      }
      Kernels.backward(result, result.onesLike());
    };
  }

  /** What is prepared for each try is not timed. */
  private double seconds(Function<NDManager, Runnable> work) {
    double[] seconds = new double[TRIES];
    for (int i = 0; i < TRIES; i++) {
      try (NDManager step = manager.newSubManager()) {
        Runnable run = work.apply(step);
        long start = System.nanoTime();
        run.run();
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds[TRIES / 2];
  }

  private double seconds(Product product) {
    return product.times()
        * seconds(
            step -> {
              int[] sizes = {product.rows(), product.inner(), product.columns()};
              if (product.batch() > 0) {
                NDArray left = draw(step, product.batch(), sizes[0], sizes[1]);
                NDArray right = draw(step, product.batch(), sizes[1], sizes[2]);
                return () -> left.batchMatMul(right);
              }
              NDArray left = draw(step, sizes[0], sizes[1]);
              NDArray right = draw(step, sizes[1], sizes[2]);
              return () -> left.matMul(right);
            });
  }

  private void report(String name, List<Product> products, Function<NDManager, Runnable> layer) {
    double work = products.stream().mapToDouble(Product::gigaflop).sum();
    double seconds = seconds(layer);
    double alone = products.stream().mapToDouble(this::seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.1f | %.0f | %.0f | %.0f %% |%n",
        name,
        work,
        1e3 * seconds,
        work / seconds,
        work / alone,
        100 * alone / seconds);
  }
}
