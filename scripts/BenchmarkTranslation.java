import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.truchman.seq2seq.checkpoint.Safetensors;
import org.truchman.seq2seq.checkpoint.TensorSpec;
import org.truchman.seq2seq.config.AttentionType;
import org.truchman.seq2seq.config.BridgeType;
import org.truchman.seq2seq.config.ModelConfig;
import org.truchman.seq2seq.config.ReadoutType;
import org.truchman.seq2seq.config.SearchConfig;
import org.truchman.seq2seq.decoding.CorpusSearch;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.model.SearchNetwork;
import org.truchman.seq2seq.model.Seq2SeqModel;
import org.truchman.seq2seq.tensor.script.SearchOperators;

/**
 * Times the search by itself, on the pieces and weights of another tool: weights.safetensors as
 * scripts/benchmark/export_weights.py writes them, its vocabulary, a file of pieces, where to write
 * the translations' pieces, then settings as key=value: beam, format (fp32, bf16, int8), batch,
 * threads, rounds.
 */
public final class BenchmarkTranslation {
  private static final String[] SPECIAL = {"<pad>", "<unk>", "<s>", "</s>"};

  private BenchmarkTranslation() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (int i = 4; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    List<String> pieces = new ArrayList<>(List.of(SPECIAL));
    pieces.addAll(Files.readAllLines(Path.of(arguments[1])));
    List<int[]> sources = read(Path.of(arguments[2]), pieces);
    Engine.getEngine("PyTorch");
    int threads = Integer.parseInt(settings.getOrDefault("threads", "2"));
    JniUtils.setNumThreads(threads);
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
    ModelConfig shape =
        ModelConfig.defaults()
            .withAttention(AttentionType.GENERAL)
            .withBridge(BridgeType.LAST)
            .withContextEveryStep(false)
            .withTiedOutput(false)
            .withReadout(ReadoutType.DIRECT);
    ParameterLayout layout = ParameterLayout.of(shape, pieces.size(), pieces.size());
    SearchConfig search =
        SearchConfig.defaults()
            .withBeamSize(Integer.parseInt(settings.getOrDefault("beam", "5")))
            .withBatchSize(Integer.parseInt(settings.getOrDefault("batch", "64")));
    SearchOperators.Format format =
        SearchOperators.Format.valueOf(
            settings.getOrDefault("format", "fp32").toUpperCase(Locale.ROOT));
    try (NDManager root = Engine.getEngine("PyTorch").newBaseManager();
        Seq2SeqModel model =
            new Seq2SeqModel(root, shape, layout, flat(layout, Path.of(arguments[0])));
        SearchNetwork network = new SearchNetwork(model, model.flat(), format)) {
      CorpusSearch corpus = new CorpusSearch(network, search);
      List<List<Hypothesis>> found = List.of();
      int rounds = Integer.parseInt(settings.getOrDefault("rounds", "3"));
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        found = corpus.search(sources);
        double seconds = (System.nanoTime() - start) / 1e9;
        int tokens = found.stream().mapToInt(best -> best.get(0).pieces().length + 1).sum();
        System.out.printf(
            Locale.ROOT,
            "beam %d, %s, %d threads, round %d: %.1f sentences/s, %.0f pieces/s, %.2f pieces a sentence%n",
            search.beamSize(),
            format,
            threads,
            round + 1,
            sources.size() / seconds,
            tokens / seconds,
            (double) tokens / sources.size());
      }
      Files.write(
          Path.of(arguments[3]), found.stream().map(best -> line(best.get(0), pieces)).toList());
    }
  }

  private static String line(Hypothesis best, List<String> pieces) {
    StringBuilder line = new StringBuilder();
    for (int piece : best.pieces()) {
      line.append(line.length() == 0 ? "" : " ").append(pieces.get(piece));
    }
    return line.toString();
  }

  private static List<int[]> read(Path file, List<String> pieces) throws IOException {
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      ids.putIfAbsent(pieces.get(i), i);
    }
    List<int[]> sources = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.isBlank() ? new String[0] : line.strip().split(" +");
      int[] source = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        source[i] = ids.getOrDefault(words[i], 1);
      }
      sources.add(source);
    }
    return sources;
  }

  private static float[] flat(ParameterLayout layout, Path weights) {
    List<TensorSpec> specs =
        layout.entries().stream()
            .map(entry -> new TensorSpec(entry.name(), entry.shape()))
            .collect(Collectors.toList());
    Map<String, float[]> tensors = Safetensors.read(weights, specs);
    float[] flat = new float[layout.size()];
    for (ParameterLayout.Entry entry : layout.entries()) {
      System.arraycopy(tensors.get(entry.name()), 0, flat, entry.offset(), entry.size());
    }
    return flat;
  }
}
