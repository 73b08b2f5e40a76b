package dev.caravan.laz;

/** Encodes one item (a group of fields) of each record of a pointwise chunk but the first, which is stored as it is. */
abstract class ItemEncoder {
    /** Position of the item in a record. */
    final int offset;

    ItemEncoder(int offset) {
        this.offset = offset;
    }

    /** Encodes the item of the record that begins at {@code at}. */
    abstract void encode(byte[] records, int at);
}
