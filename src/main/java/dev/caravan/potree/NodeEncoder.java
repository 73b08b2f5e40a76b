package dev.caravan.potree;

/** Turns the records of a node into what octree.bin has of it. Belongs to one thread. */
@FunctionalInterface
public interface NodeEncoder {
    NodeEncoder IDENTITY = (records, points) -> records;

    /**
     * @param records packed, attributes in metadata's order; may be reordered by the encoder
     * @param points how many records there are, at least 1
     * @return the bytes for octree.bin; may be {@code records} itself
     */
    byte[] encode(byte[] records, int points);
}
