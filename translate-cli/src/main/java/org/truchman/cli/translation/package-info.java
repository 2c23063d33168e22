/**
 * From lines that are read to result lines that are printed, in order and in constant memory.
 *
 * <p>Read {@link org.truchman.cli.translation.TranslationRun} first: {@link
 * org.truchman.cli.translation.WindowPipeline} translates window after window while the next one is
 * read, {@link org.truchman.cli.translation.CountingTranslator} says in which line of the input
 * something failed, and {@link org.truchman.cli.translation.ResultLines} lays a translation out.
 * How a sentence is translated belongs to the library.
 */
package org.truchman.cli.translation;
