package org.truchman.seq2seq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.truchman.seq2seq.decoding.Constraints;
import org.truchman.seq2seq.decoding.Hypothesis;
import org.truchman.seq2seq.decoding.Phrase;
import org.truchman.seq2seq.decoding.PhraseTrie;
import org.truchman.text.IndexedLine;
import org.truchman.text.TextPipelines;
import org.truchman.text.normalize.Normalizer;
import org.truchman.text.protect.Spans;

/**
 * What the options of a call ask of the translations of its lines: as constraints of the search,
 * and afterwards, on the text itself, whether it was kept to.
 */
final class LineDemands {
  private final TextPipelines text;
  private final TargetPhrases phrases;
  private final Terminology terminology;
  private final List<String> forbidden;
  private final PhraseTrie forbiddenPieces;

  /**
   * Prepares.
   *
   * @param options terminology and forbidden phrases
   */
  LineDemands(TextPipelines text, TargetPhrases phrases, RequestOptions options) {
    this.text = text;
    this.phrases = phrases;
    terminology = options.terminology();
    forbidden = options.forbidden().stream().map(Normalizer::normalize).toList();
    List<Phrase> spelled =
        forbidden.stream().map(one -> phrases.phrase(List.of(one), Spans.NONE)).toList();
    forbiddenPieces = PhraseTrie.of(spelled);
  }

  /** The constraints of a sentence. */
  Constraints constraints(IndexedLine sentence) {
    List<Phrase> required = new ArrayList<>();
    for (Terminology.Entry entry : terms(sentence)) {
      required.add(phrases.phrase(entry.targets(), sentence.spans()));
    }
    return Constraints.NONE
        .withRequired(required)
        .withForbidden(forbiddenPieces)
        .withCounted(phrases.counted(sentence.ids()))
        .withEdges(phrases.edges())
        .withAccepted(forbidden.isEmpty() ? Constraints.NONE.accepted() : accepted(sentence));
  }

  private List<Terminology.Entry> terms(IndexedLine sentence) {
    return terminology.isEmpty()
        ? List.of()
        : terminology.in(text.source().lineOfIds(sentence.ids(), sentence.spans()));
  }

  /** A forbidden phrase may be spelled in other pieces than were banned; the text tells. */
  private Predicate<int[]> accepted(IndexedLine sentence) {
    return pieces -> {
      String line = text.target().lineOfIds(pieces, sentence.spans());
      return forbidden.stream().noneMatch(phrase -> WholeWords.stand(phrase, line));
    };
  }

  /** What a translation of a sentence does not keep to. */
  List<UnmetConstraint> unmet(IndexedLine sentence, Hypothesis translation) {
    String line = text.target().lineOfIds(translation.pieces(), sentence.spans());
    List<UnmetConstraint> unmet = new ArrayList<>();
    for (Terminology.Entry entry : terms(sentence)) {
      if (entry.targets().stream().noneMatch(target -> WholeWords.stand(target, line))) {
        String wanted = String.join("\" or \"", entry.targets());
        unmet.add(new UnmetConstraint(UnmetConstraint.Kind.TERM, wanted));
      }
    }
    forbidden.stream()
        .filter(phrase -> WholeWords.stand(phrase, line))
        .forEach(phrase -> unmet.add(forbidden(phrase)));
    phrases.lost(sentence.ids(), translation.pieces()).stream()
        .map(placeholder -> sentence.spans().text(placeholder))
        .forEach(span -> unmet.add(new UnmetConstraint(UnmetConstraint.Kind.SPAN, span)));
    return unmet;
  }

  private static UnmetConstraint forbidden(String phrase) {
    return new UnmetConstraint(UnmetConstraint.Kind.FORBIDDEN, phrase);
  }
}
