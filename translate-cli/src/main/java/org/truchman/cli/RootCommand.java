package org.truchman.cli;

import org.truchman.cli.shell.Version;
import picocli.CommandLine.Command;

/** {@code truchman} itself, which only knows its commands. */
@Command(
    name = "truchman",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Neural machine translation: train, translate, evaluate.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nGeneral:%n",
    footer = {
      "",
      "An example, from raw text to a translation:",
      "  truchman train --train corpus.en corpus.de --valid dev.en dev.de \\",
      "                 --model models/en-de",
      "  truchman evaluate -m models/en-de --source test.en --reference test.de",
      "  truchman translate -m models/en-de < in.txt > out.txt",
      "",
      "'truchman COMMAND --help' tells all about a command."
    })
final class RootCommand {}
