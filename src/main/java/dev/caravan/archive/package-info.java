/** A file or a directory as a compressed tar: made as a stream, without a copy on disk, and unpacked with every file proven. Plain Java. */
package dev.caravan.archive;
