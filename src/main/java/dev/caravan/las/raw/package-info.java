/** LAS files as their bytes say: fields in the specification's order, nothing believed and nothing judged. */
@NullMarked
package dev.caravan.las.raw;

import org.jspecify.annotations.NullMarked;
