/** Answers "why?" for a file: one true sentence, and what to do next (row N.9). */
package dev.caravan.why;
