/**
 * The few ATen operators that the Java bindings lack, written as TorchScript text that is assembled
 * in memory: the chunked cross-entropy with its gradients, Adam on the flat parameter vector, the
 * best next pieces of a search step.
 *
 * <p>Read {@link org.truchman.seq2seq.tensor.script.ScriptedOperators} first; {@link
 * org.truchman.seq2seq.tensor.script.ScriptArchive} is the container format. Each operator has a
 * plain twin in the tests that it must equal.
 */
package org.truchman.seq2seq.tensor.script;
