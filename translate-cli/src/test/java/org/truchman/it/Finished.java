package org.truchman.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * What a process left behind.
 *
 * @param exitCode 0 to 255
 * @param out its standard output
 * @param err its standard error
 */
record Finished(int exitCode, String out, String err) {
  /** Demands an exit code, and shows what the process said if it is another. */
  Finished exits(int expected) {
    assertEquals(expected, exitCode, () -> "standard error: " + err + "standard output: " + out);
    return this;
  }

  /** Demands that standard error holds these words, and no trace of a program's insides. */
  Finished complains(String... parts) {
    for (String part : parts) {
      assertTrue(err.contains(part), () -> "no \"" + part + "\" in " + err);
    }
    assertTrue(!err.contains("\tat "), err);
    return this;
  }

  /** The lines of standard output; each ends in LF. */
  List<String> lines() {
    assertTrue(out.isEmpty() || out.endsWith("\n"), out);
    return List.of(out.split("\n", -1)).subList(0, out.split("\n", -1).length - 1);
  }
}
