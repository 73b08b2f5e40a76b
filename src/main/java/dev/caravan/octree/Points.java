package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/** Records of points in memory, addressed by number. */
record Points(byte[] bytes, int stride) {

    int count() {
        return bytes.length / stride;
    }

    int coordinate(int point, int axis) {
        return LittleEndian.signedInt(bytes, point * stride + 4 * axis);
    }

    /** Copies the records of some points one after the other. */
    byte[] gather(int[] numbers) {
        byte[] gathered = new byte[numbers.length * stride];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(bytes, numbers[i] * stride, gathered, i * stride, stride);
        }
        return gathered;
    }
}
