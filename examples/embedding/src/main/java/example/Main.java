package example;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.Translation;

/** Translates its arguments, from several threads at once. */
public final class Main {
  private Main() {}

  /** Takes a model directory and lines to translate. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> lines = Arrays.asList(arguments).subList(1, arguments.length);
    // Opened once, shared by all threads for as long as the program runs.
    try (NeuralTranslator translator = NeuralTranslator.open(Path.of(arguments[0]))) {
      out.println("on " + translator.device());

      // Each line from a thread of its own; those that come together are translated together.
      lines.parallelStream()
          .map(line -> line + " -> " + translator.translate(line).text())
          .forEachOrdered(out::println);

      // Without waiting, and with options of this request: greedy, within ten seconds.
      RequestOptions quick =
          RequestOptions.defaults().withBeam(1, 1).withTimeLimit(Duration.ofSeconds(10));
      List<CompletableFuture<Translation>> answers =
          lines.stream().map(line -> translator.translateAsync(line, quick)).toList();
      answers.forEach(answer -> out.println("greedy: " + answer.join().text()));

      // Any number of lines, in order and in constant memory.
      long count = translator.translate(lines.stream()).count();
      out.println(count + " lines");
    }
  }
}
