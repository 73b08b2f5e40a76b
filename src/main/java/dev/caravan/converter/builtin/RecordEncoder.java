package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;

/** Turns the records of one file into records of the octree. */
final class RecordEncoder {
    private final Quantizer quantizer;
    private final FieldCopy[] copies;
    private final int[] targets;

    RecordEncoder(Quantizer quantizer, FieldCopy[] copies, int[] targets) {
        this.quantizer = quantizer;
        this.copies = copies;
        this.targets = targets;
    }

    /** Fills {@code out}, but for attributes that the file does not have. */
    void encode(byte[] record, int at, byte[] out) {
        for (int axis = 0; axis < 3; axis++) {
            LittleEndian.putInt(out, 4 * axis, quantizer.quanta(record, at, axis));
        }
        for (int i = 0; i < copies.length; i++) {
            copies[i].copy(record, at, out, targets[i]);
        }
    }
}
