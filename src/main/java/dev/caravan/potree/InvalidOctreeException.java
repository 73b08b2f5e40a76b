package dev.caravan.potree;

/** A file of an octree contradicts itself or the others. The message says where. */
final class InvalidOctreeException extends Exception {

    InvalidOctreeException(String message) {
        super(message);
    }
}
