/** The facade that a Java program embeds: open a model, translate lines, train a model. */
package org.truchman.seq2seq;
