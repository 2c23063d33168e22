package org.truchman.cli.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.EngineReport;
import org.truchman.seq2seq.ExportRequest;
import org.truchman.seq2seq.KeptCheckpoints;
import org.truchman.seq2seq.LanguageDetector;
import org.truchman.seq2seq.LanguageDetectorRequest;
import org.truchman.seq2seq.LanguageDetectorTrainer;
import org.truchman.seq2seq.LanguageModelRequest;
import org.truchman.seq2seq.LanguageModelTrainer;
import org.truchman.seq2seq.ModelAverage;
import org.truchman.seq2seq.ModelCard;
import org.truchman.seq2seq.ModelExport;
import org.truchman.seq2seq.ModelInspector;
import org.truchman.seq2seq.NeuralLanguageModel;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.RequestOptions;
import org.truchman.seq2seq.ScoredTranslation;
import org.truchman.seq2seq.SentenceEncoder;
import org.truchman.seq2seq.StopSignal;
import org.truchman.seq2seq.Trainer;
import org.truchman.seq2seq.TrainingOutcome;
import org.truchman.seq2seq.TrainingRequest;
import org.truchman.seq2seq.Translation;
import org.truchman.seq2seq.TranslationScorer;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.checkpoint.ModelDirectory;
import org.truchman.seq2seq.config.Configuration;
import org.truchman.seq2seq.config.GenerationConfig;
import org.truchman.seq2seq.config.Pooling;
import org.truchman.seq2seq.data.prepared.CorpusPreparation;
import org.truchman.seq2seq.data.prepared.PreparationRequest;
import org.truchman.seq2seq.data.prepared.PreparedCorpus;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.lm.TextScore;
import org.truchman.seq2seq.training.TrainingListener;
import org.truchman.text.TextPipelines;
import org.truchman.text.corpus.SentencePair;

/** The toolkit itself. */
public final class TruchmanLibrary implements Library {
  @Override
  public Configuration configuration(Path model) {
    return ModelDirectory.open(model).configuration();
  }

  @Override
  public LineTranslator open(Models models, TranslatorOptions options, RequestOptions request) {
    NeuralTranslator translator =
        NeuralTranslator.open(models.folders(), models.weights(), options);
    return new LineTranslator() {
      @Override
      public List<Translation> translate(List<String> lines) {
        return translator.translate(lines, request);
      }

      @Override
      public Configuration configuration() {
        return translator.configuration();
      }

      @Override
      public void close() {
        translator.close();
      }
    };
  }

  @Override
  public PairScorer scorer(Path model, EngineOptions options) {
    TranslationScorer scorer = TranslationScorer.open(model, options);
    return new PairScorer() {
      @Override
      public List<ScoredTranslation> score(List<SentencePair> pairs) {
        return scorer.score(pairs);
      }

      @Override
      public void close() {
        scorer.close();
      }
    };
  }

  @Override
  public TrainingOutcome train(TrainingRequest request, TrainingListener listener) {
    return Trainer.train(request, listener);
  }

  @Override
  public TrainingOutcome trainLanguageModel(
      LanguageModelRequest request, TrainingListener listener) {
    return LanguageModelTrainer.train(request, listener);
  }

  @Override
  public TextModel languageModel(Path model, EngineOptions options) {
    NeuralLanguageModel open = NeuralLanguageModel.open(model, options);
    return new TextModel() {
      @Override
      public TextScore score(Path file, int rows) {
        return open.score(file, rows);
      }

      @Override
      public void write(
          String prompt, GenerationConfig config, Consumer<String> sink, BooleanSupplier stop) {
        open.write(prompt, config, sink, stop);
      }

      @Override
      public void close() {
        open.close();
      }
    };
  }

  @Override
  public Optional<String> prepare(
      PreparationRequest request, CorpusPreparation.Listener listener, StopSignal stop) {
    return CorpusPreparation.run(request, listener, stop::requested).map(PreparedCorpus::toString);
  }

  @Override
  public Configuration decided(Path data, Configuration others) {
    return PreparedCorpus.decided(data, others);
  }

  @Override
  public Configuration inherited(Path model, Configuration others) {
    return Trainer.inherited(model, others);
  }

  @Override
  public List<Path> checkpoints(Path model, boolean best) {
    KeptCheckpoints kept = new KeptCheckpoints(model);
    return best ? kept.best(Integer.MAX_VALUE) : kept.last(Integer.MAX_VALUE);
  }

  @Override
  public void average(List<Path> models, Path output) {
    ModelAverage.save(models, output);
  }

  @Override
  public long export(ExportRequest request, Consumer<String> listener) {
    return ModelExport.save(request, listener);
  }

  @Override
  public TextPipelines text(Path model) {
    return TextPipelines.load(ModelDirectory.open(model).textFolder());
  }

  @Override
  public Inspection inspect(
      Path model, String sentence, List<String> others, EngineOptions options) {
    return ModelInspector.inspect(model, sentence, others, options);
  }

  @Override
  public VectorModel vectors(Path model, Pooling pooling, EngineOptions options) {
    SentenceEncoder encoder = SentenceEncoder.open(model, options);
    return new VectorModel() {
      @Override
      public List<float[]> vectors(List<String> lines) {
        return encoder.vectors(lines, pooling);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  @Override
  public OptionalDouble trainLanguageDetector(
      LanguageDetectorRequest request, TrainingListener listener) {
    return LanguageDetectorTrainer.train(request, listener);
  }

  @Override
  public LineDetector detector(Path model, EngineOptions options) {
    LanguageDetector detector = LanguageDetector.open(model, options);
    return new LineDetector() {
      @Override
      public List<String> languages() {
        return detector.languages();
      }

      @Override
      public List<LanguageDetector.Detected> detect(List<String> lines) {
        return detector.detect(lines);
      }

      @Override
      public void close() {
        detector.close();
      }
    };
  }

  @Override
  public List<String> card(Path model) {
    return ModelCard.read(model).lines();
  }

  @Override
  public List<String> engine(EngineOptions options) {
    return EngineReport.lines(options);
  }
}
