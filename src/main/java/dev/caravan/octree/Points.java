package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/** Records of points in memory, addressed by number; there may be more bytes than records. */
record Points(byte[] bytes, int stride) {

    int x(int point) {
        return LittleEndian.signedInt(bytes, point * stride);
    }

    int y(int point) {
        return LittleEndian.signedInt(bytes, point * stride + 4);
    }

    int z(int point) {
        return LittleEndian.signedInt(bytes, point * stride + 8);
    }

    long morton(int point, Cube cube) {
        return cube.morton(bytes, point * stride);
    }

    /** Copies what is to be kept of some records, one after the other. */
    void gather(int[] numbers, int count, RecordCut cut, byte[] to, int at) {
        int target = at;
        for (int i = 0; i < count; i++) {
            cut.copy(bytes, numbers[i] * stride, to, target);
            target += cut.stride();
        }
    }
}
