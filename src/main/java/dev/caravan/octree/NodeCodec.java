package dev.caravan.octree;

/** Turns the records of a node into the bytes that are written of it. Belongs to one thread. */
@FunctionalInterface
public interface NodeCodec {

    /**
     * @param records the node's, packed; may be changed
     * @param points how many there are, at least 1
     * @return all of it is written
     */
    byte[] encode(byte[] records, int points);
}
