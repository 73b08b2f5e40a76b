/** The Potree 2.0 format: its records as pure data, and beside them a reader, a writer and a verifier. */
@NullMarked
package dev.caravan.potree;

import org.jspecify.annotations.NullMarked;
