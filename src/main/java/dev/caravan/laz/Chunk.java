package dev.caravan.laz;

/** Decodes chunks, one after the other: points that begin anew, independently of all others. */
interface Chunk {

    /** Begins the chunk that lies between two bytes of the file. */
    void open(long start, long end);

    void read(byte[] records, int at);

    /** The byte after those that were needed so far; after the last point, the end of the chunk. */
    long position();

    /**
     * Whether points are left, when the chunk ends at byte {@code end} and has at most {@code limit} more.
     *
     * @throws LazFormatException when they are not, and the data still does not end there
     */
    boolean hasMore(long end, long limit);
}
