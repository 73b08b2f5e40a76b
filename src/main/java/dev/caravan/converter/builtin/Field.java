package dev.caravan.converter.builtin;

import dev.caravan.potree.Attribute;

/** An attribute of the octree, and where one file has it. */
record Field(Attribute attribute, FieldCopy copy) {}
