package org.truchman.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.checkpoint.ModelFormatException;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.text.TextPipelines;

/** Damages a model that was really trained, bit by bit, and reads it as a translator does. */
class BitFlipTest {
  private static final int FLIPS = 10_000;
  private static final long SEED = 20;

  @TempDir private Path folder;

  @Test
  void noModelWithAFlippedBitIsLoaded() throws IOException {
    TinyTraining tiny = TinyTraining.in(folder);
    tiny.train("model", TinyTraining.settings());
    Path model = tiny.model("model");
    read(model);
    List<Path> files = filesOf(model);
    assertEquals(8, files.size(), files.toString());
    Random random = new Random(SEED);
    for (int i = 0; i < FLIPS; i++) {
      Path file = files.get(random.nextInt(files.size()));
      long bit = random.nextLong(8 * Files.size(file));
      flip(file, bit);
      assertThrows(ModelFormatException.class, () -> read(model), () -> bit + " of " + file);
      flip(file, bit);
    }
    assertTrue(read(model).length > 0);
  }

  /** All that opening a translator reads, without the engine. */
  private static float[] read(Path model) {
    ModelDirectory directory = ModelDirectory.open(model);
    TextPipelines text = TextPipelines.load(directory.textFolder());
    ParameterLayout layout =
        ParameterLayout.of(
            directory.configuration().model(),
            text.source().vocabulary().size(),
            text.target().vocabulary().size());
    directory.lexicon().orElseThrow();
    return ModelTensors.flat(layout, directory.weights(ModelTensors.specs(layout)));
  }

  private static List<Path> filesOf(Path model) throws IOException {
    try (Stream<Path> all = Files.walk(model)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void flip(Path file, long bit) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(bit / 8);
      int value = content.read();
      content.seek(bit / 8);
      content.write(value ^ 1 << bit % 8);
    }
  }
}
