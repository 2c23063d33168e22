/**
 * A training as its user sees it: a bar or lines of a log, a page of curves, and Ctrl-C.
 *
 * <p>The events of a training enter. Read {@link org.truchman.cli.training.WatchedTraining} first;
 * {@link org.truchman.cli.training.TrainingReport} tells the terminal, {@link
 * org.truchman.cli.training.TrainingWatch} writes the page and the files beside the model, and
 * {@link org.truchman.cli.training.ModelFolder} guards a model that is there already. Nothing here
 * has a say in what is learnt.
 */
package org.truchman.cli.training;
