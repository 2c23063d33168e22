package org.truchman.cli.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.ExportRequest;
import org.truchman.seq2seq.LanguageDetector;
import org.truchman.seq2seq.LanguageDetectorRequest;
import org.truchman.seq2seq.LanguageModelRequest;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.ScoredTranslation;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;

/** What the commands ask of the toolkit; tests put a fake in its place. */
public interface Library {
  /**
   * Gives the configuration that a model was trained with, without starting the engine.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  Configuration configuration(Path model);

  /**
   * Opens a model for translation.
   *
   * @param models one, or several that translate together
   * @param options engine, search (null means the first model's own) and what to do with long lines
   * @param request what is asked of every line
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if a model cannot be read
   */
  LineTranslator open(Models models, TranslatorOptions options, RequestOptions request);

  /**
   * The models that translate.
   *
   * @param folders at least one
   * @param weights of each; none for equal ones
   */
  record Models(List<Path> folders, List<Double> weights) {
    /** One model. */
    public static Models of(Path folder) {
      return new Models(List.of(folder), List.of());
    }
  }

  /**
   * Opens a model to score given translations.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  PairScorer scorer(Path model, EngineOptions options);

  /** Trains until done or stopped. */
  TrainingOutcome train(TrainingRequest request, TrainingListener listener);

  /** Trains a language model until done or stopped. */
  TrainingOutcome trainLanguageModel(LanguageModelRequest request, TrainingListener listener);

  /**
   * Opens a language model.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is none, or cannot be read
   */
  TextModel languageModel(Path model, EngineOptions options);

  /**
   * Prepares a corpus until done or stopped.
   *
   * @return one line on what was made; empty if it was told to stop
   */
  Optional<String> prepare(
      PreparationRequest request, CorpusPreparation.Listener listener, StopSignal stop);

  /**
   * Gives settings as a prepared corpus decides them.
   *
   * @param data the folder of the corpus
   * @param others everything that it does not decide
   */
  Configuration decided(Path data, Configuration others);

  /**
   * Gives settings as the model decides them that a training begins with.
   *
   * @param model the directory of the model
   * @param others everything that it does not decide
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  Configuration inherited(Path model, Configuration others);

  /**
   * Gives the states that a training kept as models of their own.
   *
   * @param model its model directory
   * @param best whether the best come first; else the newest do
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if one of them cannot be read
   */
  List<Path> checkpoints(Path model, boolean best);

  /**
   * Writes the mean of models.
   *
   * @param models at least two, of one training
   * @param output the model directory to write
   * @throws IllegalArgumentException naming the model that does not fit to the first
   */
  void average(List<Path> models, Path output);

  /**
   * Writes a model anew, its weights in other numbers.
   *
   * @return bytes of the new model directory
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  long export(ExportRequest request, Consumer<String> listener);

  /**
   * Gives the way from text to pieces and back of a model, without starting the engine.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  TextPipelines text(Path model);

  /**
   * Looks into a model while it reads a sentence.
   *
   * @param others lines in which units are searched that track something, beside the sentence
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if the model cannot be read
   */
  Inspection inspect(Path model, String sentence, List<String> others, EngineOptions options);

  /**
   * Opens a model's encoder.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is no translation model, or
   *     cannot be read
   */
  VectorModel vectors(Path model, Pooling pooling, EngineOptions options);

  /**
   * Trains a language detector; gives the share of held-out lines that it tells, nothing when
   * stopped.
   */
  OptionalDouble trainLanguageDetector(LanguageDetectorRequest request, TrainingListener listener);

  /**
   * Opens a language detector.
   *
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is none, or cannot be read
   */
  LineDetector detector(Path model, EngineOptions options);

  /** Describes a model, line by line. */
  List<String> card(Path model);

  /** Describes the engine, its libraries and the devices that it sees, line by line. */
  List<String> engine(EngineOptions options);

  /** An open model; thread-safe. */
  interface LineTranslator extends AutoCloseable {
    /**
     * Translates lines, in order, and waits for them; any number of threads may.
     *
     * @throws org.truchman.seq2seq.LongLineException before anything is translated, if a line is
     *     too long and the model was opened so as to fail then
     */
    List<Translation> translate(List<String> lines);

    /** The configuration in use. */
    Configuration configuration();

    @Override
    void close();
  }

  /** An open language model. */
  interface TextModel extends AutoCloseable {
    /**
     * Scores a text.
     *
     * @param rows read side by side; 0 for as many as a validation takes
     */
    TextScore score(Path file, int rows);

    /**
     * Continues a prompt.
     *
     * @param sink takes the prompt and what follows, in parts
     * @param stop asked after every piece
     */
    void write(String prompt, GenerationConfig config, Consumer<String> sink, BooleanSupplier stop);

    @Override
    void close();
  }

  /** An open language detector; thread-safe. */
  interface LineDetector extends AutoCloseable {
    /** The codes of the languages that it knows. */
    List<String> languages();

    /** The language of each line, in order. */
    List<LanguageDetector.Detected> detect(List<String> lines);

    @Override
    void close();
  }

  /** An open encoder. */
  interface VectorModel extends AutoCloseable {
    /** The vectors of lines, in order; {@code float[0]} for a blank one. */
    List<float[]> vectors(List<String> lines);

    @Override
    void close();
  }

  /** An open model that scores. */
  interface PairScorer extends AutoCloseable {
    /** Scores translations, in order. */
    List<ScoredTranslation> score(List<SentencePair> pairs);

    @Override
    void close();
  }
}
