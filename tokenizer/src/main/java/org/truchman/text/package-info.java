/**
 * Raw lines to numbered pieces and back, without loss.
 *
 * <p>{@link org.truchman.text.TextPipelines} learns one {@link org.truchman.text.TextPipeline} for
 * each language from a corpus, saves both as one folder, and loads them. A pipeline promises that
 * {@code line(pieces(s))} is the normal form of {@code s}, for every string. Read {@link
 * org.truchman.text.TextPipeline} first: it names the stages in their order. {@link
 * org.truchman.text.TokenText} gives words where no subwords are wanted, {@link
 * org.truchman.text.subword.PlainBpe} subwords of text that somebody else tokenized.
 *
 * <pre>{@code
 * List<SentencePair> pairs =
 *     List.of(new SentencePair("a dog is a dog", "ein Hund ist ein Hund", 1));
 * TextPipelines learnt =
 *     TextPipelines.learn(pairs, TextConfig.defaults(), "en", "de", LearningProgress.SILENT);
 * TextPipeline english = learnt.source();
 * List<String> pieces = english.pieces("a dog!"); // nobody has seen the !, so it is a byte
 * System.out.println(String.join(" ", pieces)); // a dog ￭￭<0x21>
 * System.out.println(english.line(pieces)); // a dog!
 *
 * TokenText words = new TokenText(WordTokenizerType.RULES.of("en"), TokenText.Style.defaults());
 * List<String> tokens = words.tokens("Don't!");
 * System.out.println(String.join(" ", tokens)); // Don ￭'￭ t ￭!
 * System.out.println(TokenText.line(tokens)); // Don't!
 *
 * BpeCodes codes = BpeLearner.learn(Map.of("low", 5L, "lower", 2L), 10, merges -> {});
 * PlainBpe bpe = new PlainBpe(codes, PlainBpe.Settings.plain());
 * String cut = bpe.segment("low lowest lower", 1, 1);
 * System.out.println(cut); // low lo@@ we@@ s@@ t lower
 * System.out.println(PlainBpe.join(cut)); // low lowest lower
 * }</pre>
 *
 * <p>The stages themselves live in the packages below; nothing here knows what a model does with
 * the ids.
 */
package org.truchman.text;
