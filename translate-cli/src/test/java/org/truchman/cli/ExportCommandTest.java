package org.truchman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truchman.seq2seq.checkpoint.WeightType;
import org.truchman.text.corpus.CorpusSource;

final class ExportCommandTest {
  private final Stage stage = new Stage();

  @TempDir Path folder;

  private Path output() {
    return folder.resolve("small");
  }

  @Test
  void bytesAreTheDefaultAndTheSizeIsSaid() {
    assertEquals(0, stage.run("export", "-m", "m", "-o", output()));
    assertEquals(WeightType.I8, stage.library.exported.weights());
    assertEquals(Path.of("m"), stage.library.exported.model());
    assertEquals(Optional.empty(), stage.library.exported.valid());
    assertEquals(output() + ": weights in int8, 11.2 MB", stage.out().strip());
    assertTrue(stage.err().contains("scored"), stage.err());
  }

  @ParameterizedTest
  @CsvSource({"fp32, F32", "fp16, F16", "bf16, BF16", "int8, I8"})
  void everyTypeCanBeAskedFor(String asked, WeightType expected) {
    assertEquals(0, stage.run("export", "-m", "m", "-o", output(), "--weights", asked, "-q"));
    assertEquals(expected, stage.library.exported.weights());
    assertEquals("", stage.err());
  }

  @Test
  void theValidationTextIsHandedOn() throws IOException {
    Path source = Files.writeString(folder.resolve("v.en"), "a\n");
    Path target = Files.writeString(folder.resolve("v.de"), "b\n");
    assertEquals(0, stage.run("export", "-m", "m", "-o", output(), "--valid", source, target));
    assertEquals(
        Optional.of(new CorpusSource.TwoFiles(source, target)), stage.library.exported.valid());
  }

  @Test
  void aValidationTextThatIsNotThereIsBadInput() {
    Path none = folder.resolve("none.en");
    assertEquals(3, stage.run("export", "-m", "m", "-o", output(), "--valid", none, none));
    assertTrue(stage.err().contains("none.en: no such file"), stage.err());
    assertNull(stage.library.exported);
  }

  @ParameterizedTest
  @CsvSource({"-m m, --output", "-o x, --model", "-m m -o x --weights int4, int8"})
  void whatIsMissingOrUnknownIsWrongUsage(String arguments, String message) {
    assertEquals(2, stage.run((Object[]) ("export " + arguments).split(" ")));
    assertTrue(stage.err().toLowerCase(java.util.Locale.ROOT).contains(message), stage.err());
    assertNull(stage.library.exported);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.createDirectory(output());
    assertEquals(2, stage.run("export", "-m", "m", "-o", output()));
    assertTrue(stage.err().contains("small: is there already"), stage.err());
    assertNull(stage.library.exported);
  }
}
