/** The converter of this project: LAS and LAZ files in, a Potree octree out. Plain Java. */
@NullMarked
package dev.caravan.converter.builtin;

import org.jspecify.annotations.NullMarked;
