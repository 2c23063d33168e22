package org.truchman.seq2seq;

import java.nio.file.Path;
import org.truchman.seq2seq.config.Configuration;

/** What to train, from what, and where to put it. */
public record TrainingRequest(
    Path trainSource,
    Path trainTarget,
    Path validSource,
    Path validTarget,
    Path model,
    Configuration configuration,
    EngineOptions engine,
    boolean resume,
    StopSignal stop) {}
