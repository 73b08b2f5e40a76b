package dev.caravan.converter.builtin;

import dev.caravan.las.PointBatch;
import java.util.ArrayList;
import java.util.List;

/** Turns blocks of one file's records into records of the octree, field by field. */
final class RecordEncoder {
    private final Quantizer quantizer;
    private final List<Move> moves = new ArrayList<>();
    private final int stride;

    /** A field and its place in an octree record. */
    record Move(FieldCopy copy, int at, int size) {}

    /** @param fields in the order of their places */
    RecordEncoder(Quantizer quantizer, List<Move> fields, int stride) {
        this.quantizer = quantizer;
        this.stride = stride;
        fields.forEach(this::add);
    }

    private void add(Move field) {
        int lastAt = moves.size() - 1;
        Move last = lastAt < 0 ? null : moves.get(lastAt);
        FieldCopy both = last == null || last.at + last.size != field.at ? null : last.copy.with(field.copy);
        if (last == null || both == null) {
            moves.add(field);
        } else {
            moves.set(lastAt, new Move(both, last.at, last.size + field.size));
        }
    }

    /** Fills {@code out}, but for attributes that the file does not have. */
    void encode(PointBatch block, byte[] out) {
        quantizer.quantize(block.bytes(), block.recordLength(), out, stride, block.count());
        for (Move move : moves) {
            move.copy.copy(block.bytes(), block.recordLength(), out, move.at, stride, block.count());
        }
    }
}
