package org.truchman.cli;

import org.truchman.text.TextPipeline;
import org.truchman.text.TextPipelines;

/** One of the two languages of a model. */
enum TextSide {
  /** The language that it translates from. */
  SOURCE,
  /** The language that it translates to. */
  TARGET;

  /** The pipeline of this side. */
  TextPipeline of(TextPipelines pipelines) {
    return switch (this) {
      case SOURCE -> pipelines.source();
      case TARGET -> pipelines.target();
    };
  }
}
