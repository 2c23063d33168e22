package org.truchman.cli;

import picocli.CommandLine.Command;

/** {@code truchman lm}, which only knows its commands. */
@Command(
    name = "lm",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Language models: train, measure, write.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nGeneral:%n",
    footer = {
      "",
      "An example, from text to text:",
      "  truchman lm train --train text.txt --valid held-out.txt --level character \\",
      "                    --model models/writer",
      "  truchman lm perplexity -m models/writer other.txt",
      "  truchman lm generate -m models/writer --prompt \"Once upon\""
    })
final class LmCommand {}
