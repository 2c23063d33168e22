package org.truchman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.truchman.cli.shell.Shell;
import org.truchman.cli.shell.Terminals;

/** Runs commands in surroundings made of memory. */
public final class Stage {
  final FakeLibrary library = new FakeLibrary();
  final FakeInterrupts interrupts = new FakeInterrupts();
  InputStream in = InputStream.nullInputStream();
  Terminals terminals = new Terminals(false, false, false, false);
  OutputStream brokenOut;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Gives a text as standard input. */
  Stage input(String text) {
    return input(text.getBytes(UTF_8));
  }

  /** Gives bytes as standard input. */
  Stage input(byte[] bytes) {
    in = new ByteArrayInputStream(bytes);
    return this;
  }

  /** Runs a command and gives its exit code. */
  int run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Main.run(shell(), words);
  }

  /** The surroundings. */
  public Shell shell() {
    return new Shell(
        in,
        brokenOut == null ? out : brokenOut,
        new PrintStream(err, true, UTF_8),
        terminals,
        interrupts,
        library);
  }

  /** What went to standard output. */
  String out() {
    return out.toString(UTF_8);
  }

  /** What went to standard error. */
  public String err() {
    return err.toString(UTF_8);
  }
}
