/** The room where a dataset becomes an octree: in this JVM, or by a command. */
package dev.caravan.stage.convert;
