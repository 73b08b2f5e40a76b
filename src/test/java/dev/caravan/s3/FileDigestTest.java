package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {
    @TempDir
    Path temp;

    /** CRC-64/NVME of "123456789" is AE8B14860A799888. */
    @Test
    void onePassGivesBothChecksumsOfTheWholeFile() throws IOException {
        Path file = Files.writeString(temp.resolve("x"), "123456789");
        AtomicLong read = new AtomicLong();

        FileDigest digest = FileDigest.of(file, read::addAndGet);

        assertThat(digest.size()).isEqualTo(9);
        assertThat(digest.sha256()).isEqualTo("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
        assertThat(digest.crc64nvme()).isEqualTo("rosUhgp5mIg=");
        assertThat(read).hasValue(9);
        assertThat(FileDigest.sha256(file, bytes -> {})).isEqualTo(digest.sha256());
    }
}
