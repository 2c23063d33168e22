/**
 * The {@code truchman} command: what users type goes in, one call of the library comes out, and its
 * result is printed. Here are the commands and their flags; below them lie {@code shell} (their
 * surroundings), {@code input} (what they read), {@code translation}, {@code training} and {@code
 * evaluation}.
 *
 * <p>Read {@link org.truchman.cli.Main} first, then one command, say {@link
 * org.truchman.cli.TranslateCommand}. Commands parse, call {@link org.truchman.cli.shell.Library}
 * and print; they neither compute nor know the engine, and tests put a fake library in its place.
 * Results go to standard output, everything else to standard error. Exit codes are in {@link
 * org.truchman.cli.shell.ExitCode}.
 */
package org.truchman.cli;
