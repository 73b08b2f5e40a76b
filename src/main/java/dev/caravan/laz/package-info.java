/** The LAZ compression of LAS point records: arithmetic decoder, models, one decoder an item, chunks. Knows nothing of LAS files. */
@NullMarked
package dev.caravan.laz;

import org.jspecify.annotations.NullMarked;
