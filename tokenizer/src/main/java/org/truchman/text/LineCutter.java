package org.truchman.text;

import java.util.ArrayList;
import java.util.List;
import org.truchman.text.protect.Placeholder;
import org.truchman.text.protect.ProtectedSpan;
import org.truchman.text.protect.Protection;
import org.truchman.text.protect.SpanFinder;
import org.truchman.text.protect.Spans;
import org.truchman.text.subword.ChunkWord;
import org.truchman.text.subword.ChunkWord.Kind;
import org.truchman.text.words.Escapes;
import org.truchman.text.words.JoinerMarks;
import org.truchman.text.words.MarkedWord;
import org.truchman.text.words.Word;
import org.truchman.text.words.WordTokenizer;

/**
 * Cuts a line into chunks: what stands between two blanks. A chunk without protected spans is
 * handed on as text, for its words depend on nothing else; the others as words. Thread-safe.
 */
final class LineCutter {
  private final WordTokenizer words;
  private final SpanFinder finder;
  private final boolean numbered;
  private final boolean escapes;

  LineCutter(WordTokenizer words, Protection protection) {
    this(words, protection, false);
  }

  /**
   * A cutter.
   *
   * @param escapes whether the blanks and markup characters of a protected span are escaped, so
   *     that it is one word; otherwise it is cut at its blanks
   */
  LineCutter(WordTokenizer words, Protection protection, boolean escapes) {
    this.escapes = escapes;
    this.words = words;
    this.finder = new SpanFinder(protection.types());
    this.numbered = protection.isNumbered();
  }

  /** Takes the chunks of a line, in order. */
  interface Sink {
    /** A chunk without protected spans, not empty. */
    void plain(String chunk);

    /** The words of a chunk with protected spans, at least one. */
    void words(List<ChunkWord> words);
  }

  /** The texts of the placeholders of a line in normal form. */
  Spans number(String normal) {
    return numbered ? Spans.number(normal, finder.find(normal)) : Spans.NONE;
  }

  /**
   * Cuts a line.
   *
   * @param normal a line in normal form
   * @param spans the spans that become placeholders; the other protected ones stay text
   * @param sink takes the chunks
   */
  void cut(String normal, Spans spans, Sink sink) {
    List<ProtectedSpan> found = finder.find(normal);
    if (found.isEmpty()) {
      plain(normal, sink);
      return;
    }
    Chunk chunk = new Chunk(sink);
    int from = 0;
    for (ProtectedSpan span : found) {
      chunk.text(normal, from, span.start(), Kind.WORD);
      String text = normal.substring(span.start(), span.end());
      Placeholder placeholder = numbered ? spans.placeholder(span.type(), text) : null;
      if (placeholder != null) {
        chunk.add(new Part(placeholder.piece(text), Kind.PLACEHOLDER));
      } else if (escapes) {
        chunk.add(new Part(Escapes.escape(text), Kind.PROTECTED));
      } else {
        chunk.text(normal, span.start(), span.end(), Kind.PROTECTED);
      }
      from = span.end();
    }
    chunk.text(normal, from, normal.length(), Kind.WORD);
    chunk.close();
  }

  /** Hands on what stands between the blanks of a line in normal form. */
  private static void plain(String normal, Sink sink) {
    for (int from = 0; from < normal.length(); ) {
      int blank = normal.indexOf(' ', from);
      int to = blank < 0 ? normal.length() : blank;
      sink.plain(normal.substring(from, to));
      from = to + 1;
    }
  }

  /** The words of a chunk of ordinary text. */
  List<MarkedWord> words(String chunk) {
    return JoinerMarks.mark(words.tokenize(chunk));
  }

  /** Text of one kind within a chunk. */
  private record Part(String text, Kind kind) {}

  /** The chunk that is being gathered. */
  private final class Chunk {
    private final Sink sink;
    private final List<Part> parts = new ArrayList<>(1);

    Chunk(Sink sink) {
      this.sink = sink;
    }

    void add(Part part) {
      parts.add(part);
    }

    /** Adds text; each blank in it closes the chunk. */
    void text(String line, int start, int end, Kind kind) {
      int from = start;
      while (from < end) {
        int blank = line.indexOf(' ', from);
        int to = blank < 0 || blank > end ? end : blank;
        if (to > from) {
          add(new Part(line.substring(from, to), kind));
        }
        if (to < end) {
          close();
        }
        from = to + 1;
      }
    }

    void close() {
      if (parts.size() == 1 && parts.get(0).kind() == Kind.WORD) {
        sink.plain(parts.get(0).text());
      } else if (!parts.isEmpty()) {
        sink.words(chunkWords());
      }
      parts.clear();
    }

    private List<ChunkWord> chunkWords() {
      List<Word> plain = new ArrayList<>();
      List<Kind> kinds = new ArrayList<>();
      for (Part part : parts) {
        List<Word> found =
            part.kind() == Kind.WORD
                ? words.tokenize(part.text())
                : List.of(new Word(part.text(), true));
        for (Word word : found) {
          plain.add(new Word(word.text(), plain.isEmpty()));
          kinds.add(part.kind());
        }
      }
      List<MarkedWord> marked = JoinerMarks.mark(plain);
      List<ChunkWord> chunkWords = new ArrayList<>();
      for (int i = 0; i < marked.size(); i++) {
        chunkWords.add(new ChunkWord(marked.get(i), kinds.get(i)));
      }
      return chunkWords;
    }
  }
}
