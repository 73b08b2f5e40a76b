/** A made-up landscape, so that there is something to convert where there is no data. */
@NullMarked
package dev.caravan.sample;

import org.jspecify.annotations.NullMarked;
