/** LAS and LAZ files as they are meant: checked headers, streams of point records, a writer. */
@NullMarked
package dev.caravan.las;

import org.jspecify.annotations.NullMarked;
