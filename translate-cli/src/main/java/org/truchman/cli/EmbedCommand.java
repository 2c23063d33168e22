package org.truchman.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.truchman.cli.input.InputFiles;
import org.truchman.cli.shell.CommandFailure;
import org.truchman.cli.shell.ExitCode;
import org.truchman.cli.shell.Library;
import org.truchman.cli.shell.Shell;
import org.truchman.seq2seq.SentenceNeighbours;
import org.truchman.seq2seq.SentenceNeighbours.Neighbour;
import org.truchman.seq2seq.config.Pooling;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code truchman embed}: lines in, their sentence vectors or nearest neighbours out. */
@Command(
    name = "embed",
    description = {
      "Give each line the vector that a model's encoder has for it.",
      "As many lines out as come in; a blank one stays empty. With --neighbours, the nearest lines of"
          + " another text instead, by the cosine of the vectors."
    },
    customSynopsis = {
      "truchman embed -m MODEL [OPTIONS] < IN > OUT",
      "       truchman embed -m MODEL --neighbours K --among FILE [OPTIONS] < IN > OUT"
    },
    footer = {
      "",
      "tsv: numbers with tabs between them; of neighbours, similarity and line, nearest first. json:"
          + " an array of numbers; of neighbours, an array of objects with number, line and"
          + " similarity."
    })
final class EmbedCommand implements Callable<Integer> {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Shell shell;

  /** How results are written. */
  enum Format {
    /** Numbers with tabs between them. */
    TSV,
    /** An array. */
    JSON
  }

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A model that translates; its source language is that of the lines.")
  Path model;

  @Option(
      names = "--pooling",
      paramLabel = "mean|last",
      description =
          "The mean of the encoder's states over all tokens, or its last states. Default: mean.")
  Pooling pooling = Pooling.MEAN;

  @Option(
      names = "--format",
      paramLabel = "tsv|json",
      description = "How each line is written. Default: tsv.")
  Format format = Format.TSV;

  @Option(
      names = "--neighbours",
      paramLabel = "K",
      description = "Print the K nearest lines of --among instead of vectors.")
  Integer neighbours;

  @Option(
      names = "--among",
      paramLabel = "FILE",
      description = "Where neighbours are searched, plain or gzip; it must fit into memory.")
  Path among;

  @ArgGroup(validate = false, order = 1, heading = "%nInput and output:%n")
  FilterStreams streams = new FilterStreams();

  @ArgGroup(validate = false, order = 2, heading = "%nEngine:%n")
  EngineFlags engine = new EngineFlags();

  @ArgGroup(validate = false, order = 3, heading = "%nGeneral:%n")
  GeneralFlags general = new GeneralFlags();

  /** Works in these surroundings. */
  EmbedCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    streams.check();
    if ((neighbours == null) != (among == null)) {
      throw CommandFailure.usage("--neighbours K and --among FILE need each other");
    }
    if (neighbours != null && neighbours < 1) {
      throw CommandFailure.usage("--neighbours is " + neighbours + "; allowed: at least 1");
    }
    if (among != null) {
      InputFiles.require(among);
    }
    try (Library.VectorModel open = shell.library().vectors(model, pooling, engine.options(0))) {
      Function<float[], String> written = among == null ? this::vector : nearest(open);
      streams.runWindows(
          shell,
          general.quiet,
          lines ->
              open.vectors(lines).stream()
                  .map(v -> v.length == 0 ? "" : written.apply(v))
                  .toList());
    }
    return ExitCode.DONE;
  }

  private Function<float[], String> nearest(Library.VectorModel open) {
    List<String> lines = InputFiles.lines(among);
    SentenceNeighbours all = new SentenceNeighbours(lines, open.vectors(lines));
    return vector -> neighbours(all.nearest(vector, neighbours));
  }

  private String vector(float[] vector) {
    if (format == Format.JSON) {
      return GSON.toJson(vector);
    }
    StringBuilder line = new StringBuilder();
    for (float value : vector) {
      line.append(line.isEmpty() ? "" : "\t").append(value);
    }
    return line.toString();
  }

  private String neighbours(List<Neighbour> found) {
    if (format == Format.JSON) {
      return GSON.toJson(found);
    }
    List<String> cells = new ArrayList<>();
    for (Neighbour one : found) {
      cells.add(String.format(Locale.ROOT, "%.4f", one.similarity()));
      cells.add(one.line().replace('\t', ' '));
    }
    return String.join("\t", cells);
  }
}
