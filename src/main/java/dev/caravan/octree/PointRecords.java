package dev.caravan.octree;

/**
 * Where the records of numbered points lie.
 *
 * @param bytes may be longer than the records
 * @param order which record is that of a point
 */
record PointRecords(byte[] bytes, int stride, int[] order) {

    /** Copies what is to be kept of some points' records, one after the other. */
    void gather(int[] points, int count, RecordCut cut, byte[] to, int at) {
        int target = at;
        for (int i = 0; i < count; i++) {
            cut.copy(bytes, order[points[i]] * stride, to, target);
            target += cut.stride();
        }
    }
}
