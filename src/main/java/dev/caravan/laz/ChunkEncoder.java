package dev.caravan.laz;

/** Points that are encoded from one start, independently of all others. */
interface ChunkEncoder {

    /** Encodes the record that begins at {@code at}. */
    void write(byte[] records, int at);

    /** Ends the chunk, and adds its bytes to {@code out}. */
    void finish(ByteOutput out);
}
