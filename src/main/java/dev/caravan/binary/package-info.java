/** Little-endian numbers in byte arrays, the way LAS, LAZ and Potree lay them out. */
@NullMarked
package dev.caravan.binary;

import org.jspecify.annotations.NullMarked;
