/**
 * What outlives the process: the model directory and the snapshots of a training.
 *
 * <p>Enter: named float arrays, a configuration, a folder of text files and JSON; leave: the same
 * again, verified, or an error that says what is damaged. Read {@link
 * org.truchman.seq2seq.checkpoint.ModelDirectory} first, then {@link
 * org.truchman.seq2seq.checkpoint.Safetensors} and {@link
 * org.truchman.seq2seq.checkpoint.TrainingSnapshots}; docs/model-format.md says the same without
 * Java. Arrays of the engine do not belong here, nor does anything that could run: no Java
 * serialization, no pickle, no class names.
 */
package org.truchman.seq2seq.checkpoint;
