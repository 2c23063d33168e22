/**
 * Many callers, few workers: sentences wait in one queue, and the threads that own the engine
 * search them in batches.
 *
 * <p>In: {@link org.truchman.seq2seq.service.SentenceJob}s, from any thread. Out: each job's list
 * of hypotheses, in its future. Read {@link org.truchman.seq2seq.service.SearchPool} first; what
 * stands together in a batch, and how long anybody waits for that, is {@code JobQueue}'s alone.
 *
 * <p>Plain Java: how a batch is searched is given as a {@link
 * org.truchman.seq2seq.service.BatchSearch}, so every rule is tested without an engine. No text
 * belongs here; lines and their parts are the facade's.
 */
package org.truchman.seq2seq.service;
