/**
 * Words to subword pieces and pieces to text: byte-pair encoding without unknown pieces.
 *
 * <p>In go {@link org.truchman.text.words.MarkedWord}s; out come pieces, and from pieces the text
 * again. The spelling of pieces is defined in one place, {@link
 * org.truchman.text.subword.PieceSpelling}: read that first. {@link
 * org.truchman.text.subword.BpeLearner} learns {@link org.truchman.text.subword.BpeCodes} from
 * counted words, {@link org.truchman.text.subword.BpeSegmenter} applies them to a word, {@link
 * org.truchman.text.subword.PieceEncoder} adds the marks and keeps to what the vocabulary has, and
 * {@link org.truchman.text.subword.PieceDecoder} writes text from pieces. Ids do not belong here.
 *
 * @see <a href="https://aclanthology.org/P16-1162/">Sennrich et al. 2016</a>
 */
package org.truchman.text.subword;
