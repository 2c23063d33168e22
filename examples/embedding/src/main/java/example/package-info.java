/** A program of your own that translates. */
package example;
