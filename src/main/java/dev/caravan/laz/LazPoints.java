package dev.caravan.laz;

/** The points of one part one after the other, as records of the layout they had before they were compressed. */
public final class LazPoints {
    private final LazData data;
    private final LazPart part;
    private int chunkIndex;
    private Chunk chunk;
    private long leftInChunk;
    private long decoded;

    LazPoints(LazData data, LazPart part) {
        this.data = data;
        this.part = part;
        chunkIndex = part.chunk();
        chunk = data.chunk(part.start(), part.end());
        leftInChunk = part.chunkPoints();
    }

    /** Decodes the next records to {@code records[0 …]}; when it throws, {@link #decoded()} says how many could be read. */
    public void read(byte[] records, int recordLength, int count) {
        try {
            for (int i = 0; i < count; i++) {
                if (leftInChunk == 0) {
                    nextChunk();
                }
                chunk.read(records, i * recordLength);
                leftInChunk--;
                decoded++;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new LazFormatException("corrupt data in chunk " + chunkIndex + " before byte " + chunk.position(), e);
        }
    }

    /** Only where no table says where the next chunk begins: where this one ends. */
    private void nextChunk() {
        chunk = data.chunk(chunk.position(), part.end());
        chunkIndex++;
        leftInChunk = part.chunkPoints();
    }

    /** Points read so far. */
    public long decoded() {
        return decoded;
    }

    /**
     * To be called after the last point: compares where the data ended with where it should have.
     *
     * @return whether the file holds more points than are wanted
     */
    public boolean hasMore() {
        return switch (part.ending()) {
            case UNKNOWN -> false;
            case NEXT_CHUNK -> {
                requireEnd();
                yield false;
            }
            case LAST_CHUNK -> chunk.hasMore(part.end(), leftInChunk);
            case LAST_WANTED -> {
                // Its own end is looked at as well: it may show that the data is corrupt.
                chunk.hasMore(part.end(), leftInChunk);
                yield true;
            }
        };
    }

    private void requireEnd() {
        if (chunk.position() != part.end()) {
            throw new LazFormatException("chunk " + chunkIndex + " ended at byte " + chunk.position()
                    + ", expected byte " + part.end() + ": its data is corrupt");
        }
    }
}
