package org.truchman.cli.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process tells its caller. */
public final class ExitCode {
  /** Everything was done; also when the reader of our output had enough and closed the pipe. */
  public static final int DONE = 0;

  /** It failed: a model that cannot be loaded, a full disk, an engine that does not start. */
  static final int FAILED = 1;

  /** The command line or a setting is wrong. */
  static final int USAGE = 2;

  /** The input data are missing or malformed. */
  static final int BAD_INPUT = 3;

  /** Stopped by Ctrl-C or a termination signal, after a snapshot. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** What the help says about them. */
  public static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("  " + DONE, "done");
    meanings.put("  " + FAILED, "failed");
    meanings.put("  " + USAGE, "wrong usage");
    meanings.put("  " + BAD_INPUT, "bad input data");
    meanings.put(String.valueOf(INTERRUPTED), "interrupted");
    return meanings;
  }
}
