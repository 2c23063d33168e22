package org.truchman.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a process left behind.
 *
 * @param exitCode 0 to 255
 * @param out its standard output, UTF-8
 * @param err its standard error, UTF-8
 */
record FinishedProcess(int exitCode, String out, String err) {
  /**
   * Runs {@code command} with an empty standard input and waits for its end.
   *
   * @param folder where its output is kept on the way; it may be the folder in which it runs
   * @param environment variables that are set; an empty value takes a variable away
   */
  static FinishedProcess run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    Process process = builder.start();
    process.getOutputStream().close();
    int exitCode = process.waitFor();
    return new FinishedProcess(
        exitCode,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** The lines of its standard output. */
  List<String> lines() {
    return out.lines().toList();
  }
}
