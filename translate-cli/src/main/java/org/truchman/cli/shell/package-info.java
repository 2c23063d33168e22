/**
 * What surrounds a command: streams, terminals, signals, exit codes, and the library behind it.
 *
 * <p>Read {@link org.truchman.cli.shell.Shell} first: every command gets one, and tests give one of
 * their own. {@link org.truchman.cli.shell.Library} is all that commands ask of the toolkit, {@link
 * org.truchman.cli.shell.LineSink} takes what they print, and {@link
 * org.truchman.cli.shell.Complaints} turns whatever fails, a {@link
 * org.truchman.cli.shell.CommandFailure} first of all, into a message and one of the {@link
 * org.truchman.cli.shell.ExitCode}s. Bars and notes of progress are here, too. No command and no
 * flag is known here.
 */
package org.truchman.cli.shell;
