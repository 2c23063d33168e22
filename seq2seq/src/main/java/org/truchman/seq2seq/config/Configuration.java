package org.truchman.seq2seq.config;

import org.truchman.text.TextConfig;

/**
 * Everything a training run is told, by section; the effective one is written into the model
 * directory.
 *
 * @param sourceLanguage two- or three-letter code of the source language
 * @param targetLanguage two- or three-letter code of the target language
 * @param text how raw lines become pieces
 * @param model the shape of the model
 * @param training how it is trained
 * @param search the defaults of its search
 */
public record Configuration(
    String sourceLanguage,
    String targetLanguage,
    TextConfig text,
    ModelConfig model,
    TrainingConfig training,
    SearchConfig search) {}
