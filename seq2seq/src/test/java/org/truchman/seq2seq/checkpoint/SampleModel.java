package org.truchman.seq2seq.checkpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.truchman.seq2seq.config.Configuration;

/** A small model whose every part tells its number. */
record SampleModel(int number) {

  static final List<TensorSpec> SPECS =
      List.of(TensorSpec.of("embedding", 61, 37), TensorSpec.of("bias", 61));

  ModelContents contents() {
    JsonObject scores = new JsonObject();
    scores.addProperty("bleu", 20 + number);
    JsonObject provenance = new JsonObject();
    provenance.addProperty("number", number);
    provenance.add("scores", scores);
    Configuration configuration = Configuration.defaults();
    return new ModelContents(
        configuration.withTraining(configuration.training().withSeed(number)),
        this::writeText,
        List.of(
            NamedTensor.of("embedding", embedding(), 61, 37),
            NamedTensor.of("bias", new float[61], 61)),
        WeightType.F32,
        provenance);
  }

  float[] embedding() {
    Random random = new Random(number);
    float[] values = new float[61 * 37];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private void writeText(Path folder) {
    try {
      Files.writeString(folder.resolve("vocabulary.txt"), "ein\nHund\n" + number + "\n");
      Files.createDirectory(folder.resolve("codes"));
      Files.writeString(folder.resolve("codes/bpe.codes"), "#version: 0.2\ne i\nei n</w>\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Gives the number of the model that a directory holds, which must be the same everywhere. */
  static int numberIn(Path directory) throws IOException {
    ModelDirectory model = ModelDirectory.open(directory);
    int number = model.provenance().get("number").getAsInt();
    String vocabulary = Files.readString(model.textFolder().resolve("vocabulary.txt"));
    boolean same =
        model.configuration().training().seed() == number
            && model.scores().get("bleu") == 20 + number
            && vocabulary.equals("ein\nHund\n" + number + "\n")
            && Arrays.equals(
                new SampleModel(number).embedding(), model.weights(SPECS).get("embedding"));
    if (!same) {
      throw new AssertionError("the parts of " + directory + " do not belong together");
    }
    return number;
  }

  /** Lists everything below a folder, for messages and comparisons. */
  static List<String> tree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }
}
