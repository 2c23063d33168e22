package org.truchman.cli;

import picocli.CommandLine.Command;

/** {@code truchman language}, which only knows its commands. */
@Command(
    name = "language",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Which language a line is in: train a detector, ask it.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nGeneral:%n",
    footer = {
      "",
      "An example:",
      "  truchman language train --train en=corpus.en --train de=corpus.de -m models/languages",
      "  truchman language detect -m models/languages < lines.txt",
      "  truchman prepare --detector models/languages ...   (drops pairs in other languages)"
    })
final class LanguageCommand {}
