package org.truchman.cli.shell;

import java.util.Locale;

/** Writes durations for people. */
public final class Clock {
  private Clock() {}

  /** Gives seconds as {@code h:mm:ss}. */
  public static String text(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
