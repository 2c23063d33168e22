/**
 * One spelling for text that reads the same.
 *
 * <p>In goes any string, out comes the normalised line that every later stage starts from and that
 * detokenisation gives back exactly. {@link org.truchman.text.normalize.Normalizer} is all there
 * is. Changing case or punctuation does not belong here: it would not come back.
 */
package org.truchman.text.normalize;
