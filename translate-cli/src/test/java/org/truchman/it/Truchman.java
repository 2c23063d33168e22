package org.truchman.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher of the built distribution, run in a folder.
 *
 * @param launcher {@code bin/truchman}
 * @param folder where processes run and keep their output on the way
 */
record Truchman(Path launcher, Path folder) {
  /** The distribution that the build made; without a build, tests are skipped. */
  static Truchman in(Path folder) {
    String home = System.getProperty("truchman.dist");
    assumeTrue(home != null, "the build names the distribution in the property truchman.dist");
    return new Truchman(Path.of(home).resolve("bin/truchman"), folder);
  }

  /** Runs a command with an empty standard input; lists among its arguments are spread out. */
  Finished run(Object... arguments) throws IOException, InterruptedException {
    return runOn("", arguments);
  }

  /** Runs a command on this standard input. */
  Finished runOn(String input, Object... arguments) throws IOException, InterruptedException {
    return start(command(arguments)).feed(input).finish();
  }

  /** Starts a command whose standard input stays open. */
  Running begin(Object... arguments) throws IOException {
    return start(command(arguments));
  }

  /** Runs a script of the shell, in which {@code $truchman} is the launcher. */
  Finished shell(String script) throws IOException, InterruptedException {
    return start(List.of("/bin/sh", "-c", script)).feed("").finish();
  }

  private List<String> command(Object... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    for (Object argument : arguments) {
      if (argument instanceof List<?> several) {
        several.forEach(one -> command.add(one.toString()));
      } else {
        command.add(argument.toString());
      }
    }
    return command;
  }

  private Running start(List<String> command) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".tmp");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("truchman", launcher.toString());
    List.of("JAVA_OPTS", "TRUCHMAN_OPTS").forEach(builder.environment()::remove);
    return new Running(builder.redirectOutput(out.toFile()).start(), out);
  }

  /** A command at work. Its standard error is a pipe, which tells how far it is. */
  static final class Running {
    private final Process process;
    private final Path out;
    private final StringBuilder err = new StringBuilder();

    private Running(Process process, Path out) {
      this.process = process;
      this.out = out;
    }

    /** Gives it some of its standard input, which stays open. */
    Running say(String input) throws IOException {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    }

    /** Gives it the rest of its standard input. */
    Running feed(String input) throws IOException {
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        // It ended without reading, which its exit code and messages show.
        return this;
      }
      return this;
    }

    /** Waits until a line of standard error holds these words, or there are no more lines. */
    Running until(String words) throws IOException {
      String line = "";
      while (line != null && !line.contains(words)) {
        line = process.errorReader(StandardCharsets.UTF_8).readLine();
        err.append(line == null ? "" : line + "\n");
      }
      return this;
    }

    /** Presses Ctrl-C. Where the build runs in the background, nobody hears that: terminates. */
    Running interrupt() throws IOException, InterruptedException {
      return send(hearsInterrupts() ? "-INT" : "-TERM");
    }

    /** A process whose parent ignores SIGINT ignores it too; Linux tells, elsewhere it is so. */
    private boolean hearsInterrupts() throws IOException {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      if (!Files.exists(status)) {
        return true;
      }
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")) {
          return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) == 0;
        }
      }
      return true;
    }

    /** Kills it as a power cut does. */
    Running kill() throws IOException, InterruptedException {
      return send("-KILL");
    }

    private Running send(String signal) throws IOException, InterruptedException {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
      return this;
    }

    /** Waits for its end. */
    Finished finish() throws IOException, InterruptedException {
      process.errorReader(StandardCharsets.UTF_8).lines().forEach(l -> err.append(l).append('\n'));
      int exitCode = process.waitFor();
      return new Finished(exitCode, Files.readString(out, StandardCharsets.UTF_8), err.toString());
    }
  }
}
