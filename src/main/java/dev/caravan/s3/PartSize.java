package dev.caravan.s3;

/** How large the parts of an object are. S3 allows 10 000 parts of 5 MiB to 5 GiB, and 5 TiB together. */
final class PartSize {
    static final long LARGEST_OBJECT = 5L << 40;

    private static final long MEBIBYTE = 1 << 20;
    private static final long MOST_PARTS = 10_000;

    private PartSize() {}

    /**
     * @param size of the object, or the most that it may become
     * @param usual bytes of a part where 10 000 of them suffice; a larger part has whole mebibytes
     * @throws ObjectTooLargeException beyond 5 TiB
     */
    static long of(String key, long size, long usual) throws ObjectTooLargeException {
        if (size > LARGEST_OBJECT) {
            throw new ObjectTooLargeException(key, size);
        }
        long smallest = (size + MOST_PARTS - 1) / MOST_PARTS;
        long wholeMebibytes = (smallest + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
        return Math.max(usual, wholeMebibytes);
    }
}
