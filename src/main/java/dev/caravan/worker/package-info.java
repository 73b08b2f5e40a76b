/** Threads that work on one thing together. */
@NullMarked
package dev.caravan.worker;

import org.jspecify.annotations.NullMarked;
