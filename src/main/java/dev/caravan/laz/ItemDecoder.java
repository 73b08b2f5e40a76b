package dev.caravan.laz;

/**
 * Decodes one item (a group of fields) of each record of a chunk, relative to the chunk's first record, which is stored as
 * it is. Used for one chunk after the other.
 */
abstract class ItemDecoder {
    /** Position of the item in a record. */
    final int offset;

    ItemDecoder(int offset) {
        this.offset = offset;
    }

    /** Forgets the chunk before. */
    abstract void open(byte[] first);

    /** Writes the next value of the item into the record that begins at {@code at}. */
    abstract void decode(byte[] records, int at);
}
