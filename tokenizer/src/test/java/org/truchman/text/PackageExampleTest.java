package org.truchman.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the example of package-info.java; it prints what its comments say. */
class PackageExampleTest {
  private static final String BEGIN = "import java.util.*;%s\npublic class Example {\n";
  private static final String IMPORTS =
      " import org.truchman.text.*; import org.truchman.text.corpus.*;"
          + " import org.truchman.text.subword.*;";

  @TempDir Path folder;

  @Test
  void examplePrintsWhatItsCommentsSay() throws Exception {
    String root = System.getProperty("truchman.repository", "..");
    Path info = Path.of(root, "tokenizer/src/main/java/org/truchman/text/package-info.java");
    String code = example(Files.readString(info));
    List<String> expected =
        Pattern.compile("println\\(.*\\); // (.*)")
            .matcher(code)
            .results()
            .map(line -> line.group(1))
            .toList();
    assertFalse(expected.isEmpty());
    assertEquals(expected, run(code).lines().toList());
  }

  private static String example(String info) {
    Matcher block = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n \\* }</pre>").matcher(info);
    assertTrue(block.find(), "there is no example");
    return block.group(1).replaceAll("(?m)^ \\* ?", "");
  }

  private String run(String code) throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        BEGIN.formatted(IMPORTS) + "public static void main(String[] a) {\n" + code + "\n}}\n");
    String path = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-encoding", "UTF-8", "-cp", path, source.toString());
    assertEquals(0, failed, "the example does not compile");
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
