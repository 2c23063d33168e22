package org.truchman.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.truchman.seq2seq.EngineOptions;
import org.truchman.seq2seq.NeuralTranslator;
import org.truchman.seq2seq.TranslatorOptions;
import org.truchman.seq2seq.service.ServiceOptions;

/**
 * Lets DJL load a model directory.
 *
 * <pre>{@code
 * try (ZooModel<String, String> model = TextTranslatorFactory.criteria(directory).build().loadModel();
 *     Predictor<String, String> predictor = model.newPredictor()) {
 *   String best = predictor.predict("A dog runs.");
 * }
 * }</pre>
 *
 * <p>All predictors of a model share one {@link NeuralTranslator}, which is closed with the model;
 * what {@code batchPredict} gets is searched together. The device is the model's. Arguments that
 * are read: {@code threads} and {@code workers}, as in {@link EngineOptions} and {@link
 * ServiceOptions}.
 *
 * <p>DJL Serving needs this as {@code serving.properties} in a directory with the model's files:
 *
 * <pre>{@code
 * engine=PyTorch
 * translatorFactory=org.truchman.djl.TextTranslatorFactory
 * blockFactory=org.truchman.djl.TextBlockFactory
 * option.hasParameter=false
 * }</pre>
 */
public final class TextTranslatorFactory implements TranslatorFactory {
  /**
   * Gives criteria that load a model directory; more may be said before they are built.
   *
   * @param model the model directory
   */
  public static Criteria.Builder<String, String> criteria(Path model) {
    return Criteria.builder()
        .setTypes(String.class, String.class)
        .optModelPath(model)
        .optEngine("PyTorch")
        .optTranslatorFactory(new TextTranslatorFactory())
        .optBlock(new TextBlock())
        .optOption("hasParameter", "false");
  }

  /** Text to text, and what DJL Serving hands over: a body of lines to a body of lines. */
  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return Set.of(new Pair<>(String.class, String.class), new Pair<>(Input.class, Output.class));
  }

  /**
   * Opens the model's directory.
   *
   * @throws TranslateException if other types are asked for
   * @throws org.truchman.seq2seq.checkpoint.ModelFormatException if it is no model directory, or is
   *     damaged
   */
  @Override
  @SuppressWarnings("unchecked") // the types were compared
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
      throws TranslateException {
    if (!isSupported(input, output)) {
      throw new TranslateException(
          input.getName()
              + " to "
              + output.getName()
              + " is not supported; allowed: String to String, Input to Output");
    }
    NeuralTranslator translator = open(model, arguments);
    model.getNDManager().attachInternal(UUID.randomUUID().toString(), translator);
    return input == String.class
        ? (Translator<I, O>) new TextTranslator(translator)
        : (Translator<I, O>) new ServedTranslator(translator);
  }

  private static NeuralTranslator open(Model model, Map<String, ?> arguments) {
    Device device = model.getNDManager().getDevice();
    EngineOptions engine =
        EngineOptions.defaults()
            .withDevice(device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu")
            .withThreads(ArgumentsUtil.intValue(arguments, "threads", 0));
    ServiceOptions service =
        ServiceOptions.defaults().withWorkers(ArgumentsUtil.intValue(arguments, "workers", 0));
    return NeuralTranslator.open(
        model.getModelPath(), TranslatorOptions.defaults().withEngine(engine).withService(service));
  }
}
