/** The LAZ compression of LAS point records: arithmetic coder, models, a decoder and an encoder an item, chunks. Knows nothing of LAS files. */
@NullMarked
package dev.caravan.laz;

import org.jspecify.annotations.NullMarked;
