package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc64Test {
    private final byte[] bytes = bytes(100_003);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1000, 100_000})
    void sixteenBytesAStepGiveTheSameAsOneByteAStep(int length) {
        for (int offset = 0; offset < 3; offset++) {
            Checksum single = new Crc64Nvme();
            for (int i = 0; i < length; i++) {
                single.update(bytes[offset + i]);
            }

            assertThat(crc64(bytes, offset, length)).isEqualTo(single.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 5_000, 99_999, 100_003})
    void theChecksumOfTwoPartsIsThatOfTheWhole(int first) {
        int second = bytes.length - first;

        long joined = Crc64Join.join(crc64(bytes, 0, first), crc64(bytes, first, second), second);

        assertThat(joined).isEqualTo(crc64(bytes, 0, bytes.length));
    }

    @Test
    void zerosOfAnyLengthCanBeJoined() {
        // 2^40 zeros after a content, without reading them: twice 2^39 are as good.
        long some = crc64(bytes, 0, 1000);
        long zeros = 0;
        for (long length = 1, one = crc64(new byte[1], 0, 1); length <= 1L << 39; length <<= 1) {
            zeros = length == 1 ? one : Crc64Join.join(zeros, zeros, length >> 1);
        }
        long half = Crc64Join.join(some, zeros, 1L << 39);
        long twice = Crc64Join.join(half, zeros, 1L << 39);

        assertThat(twice).isEqualTo(Crc64Join.join(some, Crc64Join.join(zeros, zeros, 1L << 39), 1L << 40));
    }

    private static long crc64(byte[] bytes, int offset, int length) {
        Checksum crc64 = new Crc64Nvme();
        crc64.update(bytes, offset, length);
        return crc64.getValue();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
