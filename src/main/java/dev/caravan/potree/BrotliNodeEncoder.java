package dev.caravan.potree;

import java.util.List;

/**
 * The encoding BROTLI. Takes 24 bytes a point beside the records, and what the compressed node has.
 *
 * <p>Coordinates are stored as they are: PotreeConverter's are one step too high, which no viewer corrects.
 */
final class BrotliNodeEncoder implements NodeEncoder {
    private final int recordSize;
    private final int position;
    private final PositionCodes codes = new PositionCodes();
    private final NodeSort sort = new NodeSort();
    private final BrotliStream stream;
    private final StructureOfArrays arrays;

    /** @throws UnsupportedOperationException when this machine cannot load the native library */
    BrotliNodeEncoder(List<Attribute> attributes, BrotliSettings settings) {
        this.recordSize = attributes.stream().mapToInt(Attribute::size).sum();
        this.position = offset(attributes, Attribute.POSITION);
        this.stream = new BrotliStream(settings);
        this.arrays = new StructureOfArrays(attributes, stream);
    }

    private static int offset(List<Attribute> attributes, String name) {
        int offset = 0;
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return offset;
            }
            offset += attribute.size();
        }
        throw new IllegalArgumentException("no attribute " + name);
    }

    @Override
    public byte[] encode(byte[] records, int points) {
        codes.read(records, points, recordSize, position);
        int[] order = sort.sort(codes, records, recordSize);
        try {
            arrays.write(records, codes, order);
            return stream.result();
        } finally {
            stream.close();
        }
    }
}
