package org.truchman.cli.translation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.seq2seq.Alignment;
import org.truchman.seq2seq.Alternative;
import org.truchman.seq2seq.Translation;

/**
 * How the translation of a line is printed.
 *
 * @param nBest translations printed with their scores; 0 prints the best one alone
 * @param alignments what is printed beside it; none where there is an n-best list
 */
public record ResultLines(int nBest, AlignmentFormat alignments) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** A translation with its alignment as JSON. */
  private record Aligned(String text, List<Alignment.Part> parts) {}

  /** The lines of a translation. */
  List<String> of(Translation translation) {
    return nBest > 0 ? list(translation.alternatives()) : List.of(line(translation));
  }

  private String line(Translation best) {
    return switch (alignments) {
      case NONE -> best.text();
      case PHARAOH -> best.text() + NBestLists.BARS + best.alignment().pharaoh();
      case SOFT -> GSON.toJson(new Aligned(best.text(), best.alignment().parts()));
    };
  }

  private List<String> list(List<Alternative> list) {
    List<String> lines = new ArrayList<>();
    for (Alternative entry : list.subList(0, Math.min(nBest, list.size()))) {
      lines.add(String.format(Locale.ROOT, "%s ||| %.4f", entry.text(), entry.score()));
    }
    lines.add("");
    return lines;
  }
}
