package dev.caravan.s3.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartBuffersTest {
    private final PartBuffers buffers = new PartBuffers(8L * PartBuffers.PIECE);

    @Test
    void whatIsReadOutIsWhatWasFilledIn() throws IOException, InterruptedException {
        byte[] bytes = new byte[PartBuffers.PIECE + 1234];
        new Random(1).nextBytes(bytes);
        try (PartBuffer buffer = buffers.take(bytes.length).orElseThrow()) {
            int[] seen = {0};

            buffer.fill(new ByteArrayInputStream(bytes), bytes.length, (in, offset, count) -> seen[0] += count);

            assertThat(seen[0]).isEqualTo(bytes.length);
            assertThat(buffer.stream().readAllBytes()).isEqualTo(bytes);
            assertThat(buffer.stream().read()).isEqualTo(bytes[0] & 0xFF);
        }
    }

    @Test
    void whoWantsMoreThanIsLeftGetsNothingUntilSomeIsGivenBack() throws InterruptedException {
        PartBuffer[] taken = new PartBuffer[4];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = buffers.take(2L * PartBuffers.PIECE).orElseThrow();
        }
        assertThat(buffers.take(1)).isEmpty();

        taken[0].close();
        taken[0].close();

        assertThat(buffers.take(2L * PartBuffers.PIECE)).isPresent();
        assertThat(buffers.take(1)).isEmpty();
    }

    @Test
    void noneMayHaveMoreThanAQuarter() {
        assertThat(buffers.largest()).isEqualTo(2L * PartBuffers.PIECE);
        assertThatThrownBy(() -> buffers.take(2L * PartBuffers.PIECE + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
