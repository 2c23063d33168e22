package org.truchman.seq2seq.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFileTest {
  @TempDir private Path folder;

  private static JsonObject figure(int value) {
    JsonObject figure = new JsonObject();
    figure.addProperty("value", value);
    return figure;
  }

  private Path file() {
    return folder.resolve("new").resolve("results.jsonl");
  }

  @Test
  void whatIsMeasuredIsNotMeasuredAgain() {
    ResultFile.open(file()).get("one", () -> figure(1));
    ResultFile again = ResultFile.open(file());
    assertTrue(again.has("one"));
    assertFalse(again.has("two"));
    JsonObject one = again.get("one", () -> fail("measured again"));
    assertEquals(1, one.get("value").getAsInt());
  }

  @Test
  void aTornLineIsMeasuredAgain() throws IOException {
    ResultFile.open(file()).get("one", () -> figure(1));
    Files.writeString(file(), "{\"name\":\"two\",\"va", StandardOpenOption.APPEND);
    ResultFile.open(file()).get("two", () -> figure(2));
    assertEquals(
        "{\"name\":\"one\",\"value\":1}\n{\"name\":\"two\",\"value\":2}\n",
        Files.readString(file()));
    assertEquals(2, ResultFile.open(file()).all().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json {", "{\"value\":1}", ""})
  void aForeignLineIsRefusedWithItsPlace(String line) throws IOException {
    Path foreign = folder.resolve("foreign.jsonl");
    Files.writeString(foreign, "{\"name\":\"one\"}\n" + line + "\n");
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> ResultFile.open(foreign));
    assertTrue(refusal.getMessage().contains("foreign.jsonl:2"), refusal.getMessage());
  }
}
