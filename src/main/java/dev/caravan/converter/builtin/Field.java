package dev.caravan.converter.builtin;

import dev.caravan.potree.Attribute;

/**
 * An attribute of the octree, and where one file has it.
 *
 * @param optional whether the attribute is left out when no point has a value in it
 */
record Field(Attribute attribute, FieldCopy copy, boolean optional) {}
