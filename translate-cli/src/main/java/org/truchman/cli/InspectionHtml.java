package org.truchman.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truchman.report.InspectionReport;
import org.truchman.seq2seq.inspection.Inspection;
import org.truchman.seq2seq.inspection.UnitSearch;

/** From what was seen in a model to the records of its page. */
final class InspectionHtml {
  private InspectionHtml() {}

  /**
   * The records of the page.
   *
   * @param model the model's directory
   * @param line the sentence
   * @param version what makes the page
   */
  static InspectionReport report(Inspection seen, Path model, String line, String version) {
    return new InspectionReport(
        "Inside " + model.toAbsolutePath().normalize().getFileName(),
        subtitle(seen.wiring()),
        "Made by " + version + ".",
        line,
        seen.beam() == null ? null : seen.text(),
        seen.source(),
        seen.read(),
        seen.said(),
        wiring(seen.wiring()),
        seen.layers().stream().map(InspectionHtml::layer).toList(),
        seen.attention(),
        seen.next().stream()
            .map(n -> new InspectionReport.Next(n.pieces(), n.probabilities(), n.said()))
            .toList(),
        seen.beam() == null ? null : beam(seen.beam()),
        units(seen.units()));
  }

  private static String subtitle(Inspection.Wiring wiring) {
    String cell = wiring.cell().replace('_', ' ');
    if (wiring.encoderLayers() == 0) {
      return String.format(
          Locale.ROOT, "A language model: %s, layers: %d.", cell, wiring.decoderLayers());
    }
    return String.format(
        Locale.ROOT,
        "A translation model: %s; encoder layers: %d%s; decoder layers: %d; %s attention.",
        cell,
        wiring.encoderLayers(),
        wiring.bidirectional() ? ", in both directions" : "",
        wiring.decoderLayers(),
        wiring.attentive() ? "with" : "without");
  }

  private static InspectionReport.Wiring wiring(Inspection.Wiring wiring) {
    return new InspectionReport.Wiring(
        wiring.encoderLayers(),
        wiring.decoderLayers(),
        wiring.bidirectional(),
        wiring.bridged(),
        wiring.contextEveryStep(),
        wiring.delay(),
        wiring.inputFeeding());
  }

  private static InspectionReport.Layer layer(Inspection.Layer layer) {
    List<InspectionReport.Part> parts = new ArrayList<>();
    parts.add(new InspectionReport.Part("hidden state", false, layer.hidden()));
    if (layer.cell() != null) {
      parts.add(new InspectionReport.Part("cell state", false, layer.cell()));
    }
    layer
        .gates()
        .forEach((name, open) -> parts.add(new InspectionReport.Part(name + " gate", true, open)));
    return new InspectionReport.Layer(layer.name(), layer.ofSource(), parts);
  }

  private static InspectionReport.Beam beam(Inspection.Beam beam) {
    String note =
        String.format(
            Locale.ROOT,
            "%d open hypotheses at most; the score of a finished one is %s. Below each piece stands"
                + " the log-probability of all up to it; ✕ 5: pruned in step 5, or passed over"
                + " there. The search stopped because %s.",
            beam.size(),
            beam.penalty(),
            beam.end());
    return new InspectionReport.Beam(
        note, beam.nodes().stream().map(InspectionHtml::node).toList());
  }

  private static InspectionReport.Node node(Inspection.BeamNode node) {
    return new InspectionReport.Node(
        node.parent(),
        node.step(),
        node.piece(),
        node.logProbability(),
        node.score(),
        node.fate(),
        node.best());
  }

  private static InspectionReport.Units units(Inspection.Units units) {
    String lines =
        units.lines() == 1
            ? "this sentence alone, in which whatever drifts correlates with the position; more"
                + " lines (--text) say more"
            : units.lines()
                + " lines"
                + (units.leftOut() > 0 ? " (" + units.leftOut() + " blank or too long)" : "");
    String note =
        String.format(
            Locale.ROOT,
            "Correlation of each unit's activation with what stands at the left, over %,d tokens of"
                + " %s.",
            units.tokens(),
            lines);
    return new InspectionReport.Units(
        note, units.findings().stream().map(InspectionHtml::finding).toList());
  }

  private static InspectionReport.Finding finding(UnitSearch.Finding finding) {
    return new InspectionReport.Finding(
        finding.feature().words(),
        verdict(finding),
        finding.units().stream()
            .map(u -> new InspectionReport.Unit(u.layer(), u.unit(), u.correlation()))
            .toList());
  }

  private static String verdict(UnitSearch.Finding finding) {
    if (finding.units().isEmpty()) {
      return "not to be said: it does not occur, or there are too few tokens";
    }
    return String.format(
        Locale.ROOT,
        finding.isTracked() ? "yes (threshold %.2f)" : "no unit reaches the threshold of %.2f",
        finding.threshold());
  }
}
