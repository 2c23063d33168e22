package org.truchman.seq2seq;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.truchman.seq2seq.checkpoint.TextModelDirectory;
import org.truchman.seq2seq.config.DetectorConfiguration;
import org.truchman.seq2seq.config.DetectorTrainingConfig;
import org.truchman.seq2seq.config.LanguageTextConfig;
import org.truchman.seq2seq.config.TextLevel;
import org.truchman.seq2seq.language.LabelledLines;
import org.truchman.seq2seq.language.LineCourse;
import org.truchman.seq2seq.language.LineReader;
import org.truchman.seq2seq.lm.LanguageText;
import org.truchman.seq2seq.model.LineClassifier;
import org.truchman.seq2seq.model.ParameterLayout;
import org.truchman.seq2seq.training.Checkpoints;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.seq2seq.training.TrainingLoop;
import org.truchman.seq2seq.training.TrainingProgress;
import org.truchman.seq2seq.training.TrainingState;
import org.truchman.seq2seq.training.Validator;
import org.truchman.text.corpus.CorpusException;
import org.truchman.text.corpus.Utf8Lines;
import org.truchman.text.normalize.Normalizer;

/**
 * Trains language detectors from text of known languages. One line in {@value #HELD_OUT} is held
 * out and decides which state is best. It takes minutes, so that no snapshots are kept: who
 * interrupts it begins anew.
 */
public final class LanguageDetectorTrainer {
  private static final int HELD_OUT = 25;

  private final LanguageDetectorRequest request;
  private final DetectorConfiguration configuration;
  private final TrainingListener listener;
  private final List<List<String>> training = new ArrayList<>();
  private final List<List<String>> held = new ArrayList<>();
  private LanguageText text;
  private ParameterLayout layout;
  private double accuracy;
  private double bestAccuracy;

  private LanguageDetectorTrainer(LanguageDetectorRequest request, TrainingListener listener) {
    this.request = request;
    this.configuration = request.configuration();
    this.listener = listener;
  }

  /**
   * Trains until done, or until told to stop.
   *
   * @param listener hears how it goes, on the training thread
   * @return the share of held-out lines whose language the saved model tells, from 0 to 1; nothing
   *     if it was told to stop, which leaves the best model so far, if any
   * @throws CorpusException if a text has too few lines, or is not UTF-8
   * @throws IllegalArgumentException if the device is not there or the directory holds something
   *     else
   * @throws java.io.UncheckedIOException if something cannot be read or written
   */
  public static OptionalDouble train(LanguageDetectorRequest request, TrainingListener listener) {
    LanguageDetectorTrainer trainer = new LanguageDetectorTrainer(request, listener);
    trainer.read();
    return trainer.run();
  }

  private void read() {
    for (Map.Entry<String, Path> one : request.train().entrySet()) {
      List<String> kept = new ArrayList<>();
      List<String> apart = new ArrayList<>();
      try (Utf8Lines lines = Utf8Lines.open(one.getValue())) {
        int most = configuration.training().maxLines();
        for (long n = 1; lines.hasNext() && (most == 0 || kept.size() < most); n++) {
          String line = Normalizer.normalize(lines.next());
          if (!line.isEmpty()) {
            (n % HELD_OUT == 0 ? apart : kept).add(line);
          }
        }
      }
      if (apart.isEmpty()) {
        throw new CorpusException(
            String.format(
                Locale.ROOT,
                "%s: has %d lines of text; at least %d are needed, as one in %d is held out",
                one.getValue(),
                kept.size(),
                HELD_OUT,
                HELD_OUT));
      }
      training.add(kept);
      held.add(apart);
    }
    List<String> all = training.stream().flatMap(List::stream).toList();
    text =
        LanguageText.learn(
            new LanguageTextConfig(TextLevel.CHARACTER, 0, configuration.model().minCount(), 0),
            "und",
            all);
    layout =
        ParameterLayout.ofLineClassifier(
            configuration.model(), text.vocabulary().size(), training.size());
    listener.message(
        String.format(
            Locale.ROOT,
            "%d lines of %d languages, %d held out; %d characters are known",
            all.size(),
            training.size(),
            held.stream().mapToInt(List::size).sum(),
            text.vocabulary().size()));
  }

  private LabelledLines labelled(List<List<String>> byLanguage) {
    List<int[]> lines = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int language = 0; language < byLanguage.size(); language++) {
      for (String line : byLanguage.get(language)) {
        lines.add(text.ids(line));
        labels.add(language);
      }
    }
    return new LabelledLines(lines, labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private OptionalDouble run() {
    int wanted = request.engine().threads();
    int threads = wanted > 0 ? wanted : configuration.training().threads();
    try (EngineRuntime engine = EngineRuntime.open(request.engine().withThreads(threads))) {
      return engine.call(
          () -> {
            float[] first =
                LineClassifier.initialValues(
                    configuration.model(), layout, configuration.training().seed());
            try (LineClassifier model =
                new LineClassifier(engine.manager(), configuration.model(), layout, first)) {
              return run(model, engine.description());
            }
          });
    }
  }

  private OptionalDouble run(LineClassifier model, String device) {
    DetectorTrainingConfig settings = configuration.training();
    LabelledLines apart = labelled(held);
    try (TrainingLoop loop =
        new TrainingLoop(
            settings.shared(),
            config ->
                new LineCourse(
                    model,
                    config,
                    settings,
                    labelled(training),
                    vector -> validation(model, vector, apart)),
            new Best(),
            listener,
            request.stop()::requested)) {
      listener.started(loop.totalUpdates(), device);
      String finished = loop.run().finished();
      if (finished == null) {
        return OptionalDouble.empty();
      }
      listener.message("training has ended: " + finished);
      return OptionalDouble.of(bestAccuracy);
    }
  }

  private Validator.Findings validation(LineClassifier model, NDArray vector, LabelledLines apart) {
    float[][] logs =
        new LineReader(model, vector, configuration.training().maxLength())
            .logProbabilities(apart.characters());
    double nll = 0;
    int right = 0;
    for (int i = 0; i < logs.length; i++) {
      nll -= logs[i][apart.labels()[i]];
      right += LineReader.best(logs[i]) == apart.labels()[i] ? 1 : 0;
    }
    accuracy = (double) right / logs.length;
    listener.message(
        String.format(Locale.ROOT, "%.2f %% of the held-out lines are told", 100 * accuracy));
    double perplexity = Math.exp(nll / logs.length);
    return new Validator.Findings(new Validator.Validation(perplexity, null, null), List.of());
  }

  /** Saves the best state; there are no others. */
  private final class Best implements Checkpoints {
    @Override
    public void best(float[] values, TrainingProgress progress) {
      bestAccuracy = accuracy;
      TextModelDirectory.save(
          request.model(),
          TextModelDirectory.LANGUAGE_DETECTOR,
          new TextModelDirectory.Contents<>(
              configuration, text::save, ModelTensors.named(layout, values), provenance(progress)));
      listener.saved(request.model());
    }

    @Override
    public void validated(float[] values, TrainingProgress progress, Validator.Validation found) {
      throw new IllegalStateException("language detectors keep no checkpoints");
    }

    @Override
    public void snapshot(TrainingState state) {
      // A training of minutes begins anew.
    }
  }

  private JsonObject provenance(TrainingProgress progress) {
    JsonObject json = new JsonObject();
    json.add("versions", Versions.json());
    JsonObject corpora = new TrainingFiles(absolute()).fingerprints();
    json.add("corpora", TrainingFiles.withoutFolders(corpora));
    json.addProperty("seed", configuration.training().seed());
    json.addProperty("parameters", layout.parameters());
    json.addProperty("updates", progress.update());
    json.addProperty("seconds", Math.round(progress.seconds()));
    JsonObject scores = new JsonObject();
    scores.addProperty("heldOutAccuracy", accuracy);
    json.add("scores", scores);
    return json;
  }

  private Map<String, Path> absolute() {
    Map<String, Path> files = new LinkedHashMap<>();
    request.train().forEach((language, file) -> files.put(language, file.toAbsolutePath()));
    return files;
  }
}
