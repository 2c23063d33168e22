package org.truchman.text.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;
import org.truchman.text.words.OpenNlpModel.Task;

/**
 * Words as OpenNLP finds them: by character class, or by the trained model of a language.
 *
 * <p>OpenNLP looks at UTF-16 units, so it may cut a character in two. Cuts are therefore moved to
 * where a reader would see them: never inside a surrogate pair, before a combining mark or format
 * character, or after a zero-width joiner; nor between two letters that only such a character or a
 * surrogate pair kept apart. The joiner character U+FFED always stands alone, so that no word holds
 * it. A chunk of more than a thousand characters without a blank is cut by character class also
 * where a model was asked for, because models take quadratic time.
 */
public final class OpenNlpWordTokenizer implements WordTokenizer {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /**
   * The longest chunk that a trained model sees. It copies all before and behind each character, so
   * its time grows with the square of the length; what is longer than this is no language.
   */
  private static final int LONGEST_TRAINED = 1_000;

  private final Supplier<Tokenizer> tokenizers;
  private final OpenNlpModel model;

  private OpenNlpWordTokenizer(Supplier<Tokenizer> tokenizers, OpenNlpModel model) {
    this.tokenizers = tokenizers;
    this.model = model;
  }

  /** The tokenizer that cuts where the character class changes; good for every language. */
  public static OpenNlpWordTokenizer rules() {
    return new OpenNlpWordTokenizer(() -> SimpleTokenizer.INSTANCE, null);
  }

  /**
   * The tokenizer that OpenNLP trained for a language.
   *
   * @param language {@code "en"} or {@code "de"}
   * @throws IllegalArgumentException if no model of that language is known
   * @throws IllegalStateException if the model is not on the class path or not the pinned one
   */
  public static OpenNlpWordTokenizer trained(String language) {
    OpenNlpModel model =
        OpenNlpModel.find(Task.TOKENS, language)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        String.format(
                            Locale.ROOT,
                            "no trained tokenizer for language \"%s\"; there are %s; use rules",
                            language,
                            OpenNlpModel.languages(Task.TOKENS))));
    TokenizerModel loaded = load(model);
    // TokenizerME keeps the probabilities of its last call, so each thread has its own.
    ThreadLocal<Tokenizer> perThread = ThreadLocal.withInitial(() -> new TokenizerME(loaded));
    return new OpenNlpWordTokenizer(perThread::get, model);
  }

  private static TokenizerModel load(OpenNlpModel model) {
    try (InputStream in = model.open()) {
      return new TokenizerModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException(model.resource() + ": is no OpenNLP tokenizer model", e);
    }
  }

  /** The trained model, or empty for the rules. */
  public Optional<OpenNlpModel> model() {
    return Optional.ofNullable(model);
  }

  @Override
  public List<Word> tokenize(String line) {
    List<Word> words = new ArrayList<>();
    Tokenizer tokenizer = tokenizers.get();
    int start = 0;
    while (start < line.length()) {
      int blank = line.indexOf(' ', start);
      int end = blank < 0 ? line.length() : blank;
      if (end > start) {
        addWords(line.substring(start, end), tokenizer, words);
      }
      start = end + 1;
    }
    return words;
  }

  private static void addWords(String chunk, Tokenizer tokenizer, List<Word> words) {
    Tokenizer fitting = chunk.length() > LONGEST_TRAINED ? SimpleTokenizer.INSTANCE : tokenizer;
    boolean[] cuts = cuts(chunk, fitting.tokenizePos(chunk));
    int start = 0;
    for (int i = 1; i <= chunk.length(); i++) {
      if (i == chunk.length() || cuts[i]) {
        words.add(new Word(chunk.substring(start, i), start == 0));
        start = i;
      }
    }
  }

  private static boolean[] cuts(String chunk, Span[] spans) {
    boolean[] proposed = new boolean[chunk.length() + 1];
    for (Span span : spans) {
      proposed[span.getStart()] = true;
      proposed[span.getEnd()] = true;
    }
    boolean[] cuts = new boolean[chunk.length() + 1];
    int base = chunk.codePointAt(0);
    for (int i = Character.charCount(base); i < chunk.length(); ) {
      int codePoint = chunk.codePointAt(i);
      cuts[i] = isCut(chunk.codePointBefore(i), base, codePoint, proposed[i]);
      base = Attached.isAttached(codePoint) ? base : codePoint;
      i += Character.charCount(codePoint);
    }
    return cuts;
  }

  /** Decides on a cut between two code points; base is what the one before is attached to. */
  private static boolean isCut(int before, int base, int after, boolean proposed) {
    if (before == JoinerMarks.JOINER || after == JoinerMarks.JOINER) {
      return true;
    }
    if (Attached.isAttached(after) || before == ZERO_WIDTH_JOINER) {
      return false;
    }
    boolean apart = base != before || before > 0xFFFF || after > 0xFFFF;
    return proposed && !(apart && Character.isLetter(base) && Character.isLetter(after));
  }
}
