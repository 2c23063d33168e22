package org.truchman.cli.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.regex.Pattern;
import org.truchman.cli.shell.CommandFailure;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Files under a name, from {@code [NAME=]FILE FILE...}. A name has no slash, so that a file whose
 * own name has an equals sign is written {@code ./a=b}.
 *
 * @param name what was given, else the stem of the first file's name
 * @param files at least one
 */
public record NamedFiles(String name, List<Path> files) {
  // What a file's name may not hold somewhere: names become parts of file names.
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

  /**
   * Reads what was given on the command line.
   *
   * @throws CommandFailure with exit code 2 if the name is empty or cannot be part of a file name
   */
  public static NamedFiles of(List<String> words) {
    String first = words.get(0);
    int equals = first.indexOf('=');
    boolean named = equals >= 0 && first.substring(0, equals).matches("[^/\\\\]*");
    List<Path> files = new ArrayList<>();
    files.add(Path.of(named ? first.substring(equals + 1) : first));
    words.subList(1, words.size()).forEach(word -> files.add(Path.of(word)));
    String name = named ? first.substring(0, equals) : stem(files.get(0));
    if (name.isBlank() || NOT_IN_A_NAME.matcher(name).find()) {
      throw CommandFailure.usage(
          "'"
              + name
              + "' in '"
              + first
              + "' cannot be a name: it must not be empty, and none of"
              + " \\ / : * ? \" < > | may be in it");
    }
    return new NamedFiles(name, files);
  }

  /** A file's name without {@code .gz} and without its ending. */
  private static String stem(Path file) {
    Path last = file.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "root" : last.toString();
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }

  /** The only file. */
  public Path file() {
    return files.get(0);
  }

  /** Takes all words up to the next option, for one more value of a list. */
  public static final class Words implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      List<String> taken = new ArrayList<>();
      while (!words.isEmpty() && !words.peek().startsWith("-")) {
        taken.add(words.pop());
      }
      int least = option.arity().min();
      if (taken.size() < least) {
        String name = ((OptionSpec) option).longestName();
        throw new ParameterException(
            command.commandLine(),
            name + " needs " + option.paramLabel() + ", but got " + taken.size() + " of them");
      }
      List<List<String>> all = option.getValue();
      all.add(taken);
    }
  }
}
