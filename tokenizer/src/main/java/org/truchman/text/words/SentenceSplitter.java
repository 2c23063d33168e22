package org.truchman.text.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.words.OpenNlpModel.Task;

/**
 * Splits a line into its sentences, at blanks only.
 *
 * <p>The language's OpenNLP model decides where one is on the class path; otherwise a sentence ends
 * after {@code . ! ?} or an ellipsis, with closing quotes and brackets, before a blank. Joining the
 * sentences with one blank gives the line in normal form. Thread-safe.
 */
public final class SentenceSplitter {
  private static final Pattern END = Pattern.compile("[.!?\u2026]+[\"'\u201C\u201D\u2019)\\]»«]* ");

  private final SentenceModel model;

  private SentenceSplitter(SentenceModel model) {
    this.model = model;
  }

  /**
   * The splitter of a language.
   *
   * @param language two- or three-letter code
   */
  public static SentenceSplitter of(String language) {
    Optional<OpenNlpModel> model =
        OpenNlpModel.find(Task.SENTENCES, language).filter(OpenNlpModel::isPresent);
    return new SentenceSplitter(model.map(SentenceSplitter::load).orElse(null));
  }

  private static SentenceModel load(OpenNlpModel model) {
    try (InputStream in = model.open()) {
      return new SentenceModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException(model.resource() + ": is no OpenNLP sentence model", e);
    }
  }

  /** Whether a trained model decides, and not the rule. */
  public boolean isTrained() {
    return model != null;
  }

  /**
   * The sentences of a line.
   *
   * @param line any text
   * @return its sentences in normal form; empty for a blank line
   */
  public List<String> split(String line) {
    String normal = Normalizer.normalize(line);
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int end : model == null ? endsByRule(normal) : endsByModel(normal)) {
      sentences.add(normal.substring(start, end));
      start = end + 1;
    }
    if (start < normal.length()) {
      sentences.add(normal.substring(start));
    }
    return sentences;
  }

  private static List<Integer> endsByRule(String line) {
    List<Integer> ends = new ArrayList<>();
    Matcher matcher = END.matcher(line);
    while (matcher.find()) {
      ends.add(matcher.end() - 1);
    }
    return ends;
  }

  private List<Integer> endsByModel(String line) {
    List<Integer> ends = new ArrayList<>();
    // A detector keeps the probabilities of its last call; a new one costs next to nothing.
    for (Span span : new SentenceDetectorME(model).sentPosDetect(line)) {
      int end = span.getEnd();
      if (end < line.length() && line.charAt(end) == ' ' && end > 0) {
        ends.add(end);
      }
    }
    return ends;
  }
}
