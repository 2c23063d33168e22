package org.truchman.seq2seq;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the last bits of a training depend on beside its settings and its number of threads: another
 * processor or library adds up in another order.
 */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * This machine.
   *
   * @param device what the engine runs on, without its number of threads: {@code cpu}, {@code gpu}
   */
  static JsonObject json(String device) {
    JsonObject json = new JsonObject();
    json.addProperty("device", device);
    json.addProperty("processor", processor());
    json.addProperty("libtorch", Libtorch.bindingsVersion());
    json.addProperty("truchman", Versions.truchman());
    return json;
  }

  /** The model where the system tells it, else the kind. */
  private static String processor() {
    String kind = System.getProperty("os.arch");
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return linux().orElse(windows == null ? kind : windows);
  }

  private static Optional<String> linux() {
    if (!Files.isReadable(PROCESSORS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // A system that hides it; the kind is known all the same.
    }
  }

  /**
   * In what two machines differ.
   *
   * @param began where a training began; what it does not say is not compared
   * @param now where it goes on
   * @return one entry for each difference
   */
  static List<String> differences(JsonObject began, JsonObject now) {
    List<String> differences = new ArrayList<>();
    for (String key : now.keySet()) {
      if (began.has(key) && !began.get(key).equals(now.get(key))) {
        differences.add(
            "%s %s, now %s"
                .formatted(key, began.get(key).getAsString(), now.get(key).getAsString()));
      }
    }
    return differences;
  }
}
