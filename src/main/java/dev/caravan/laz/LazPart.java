package dev.caravan.laz;

/**
 * Where a part lies.
 *
 * @param chunk number of its first chunk
 * @param start byte offset
 * @param end byte offset that it does not go beyond
 * @param chunkPoints points of each of its chunks; the last may have fewer
 * @param points that are wanted
 */
record LazPart(int chunk, long start, long end, long chunkPoints, long points, Ending ending) {

    enum Ending {
        /** Nothing says where the compressed data ends. */
        UNKNOWN,
        /** All points of a chunk are wanted, and other wanted ones follow. */
        NEXT_CHUNK,
        /** The last chunk of the file, which may hold more points than are wanted. */
        LAST_CHUNK,
        /** The last chunk that is wanted, but not the last of the file. */
        LAST_WANTED
    }

    static LazPart withoutTable(long start, long end, long chunkPoints, long points) {
        return new LazPart(0, start, end, chunkPoints, points, Ending.UNKNOWN);
    }

    /** @param wanted points of the whole file that will be read */
    static LazPart of(ChunkTable table, int chunk, long wanted) {
        long next = table.firstPoint(chunk + 1);
        Ending ending =
                next < wanted ? Ending.NEXT_CHUNK : next < table.capacity() ? Ending.LAST_WANTED : Ending.LAST_CHUNK;
        long points = Math.min(wanted, next) - table.firstPoint(chunk);
        return new LazPart(chunk, table.start(chunk), table.end(chunk), table.points(chunk), points, ending);
    }
}
