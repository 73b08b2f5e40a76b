package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class OctreeObjectsTest {
    @TempDir
    Path directory;

    private final TargetSettings target = RealS3.targetAt("far", URI.create("http://127.0.0.1:1"));
    private final OctreeObjects objects =
            new OctreeObjects(new PublishSettings(List.of(target), 1, DataSize.ofMegabytes(64), Map.of()));

    @Test
    void filesAreInTheOrderOfTheirNamesAndTheMetadataOfTheRootIsLast() throws IOException {
        for (String file : List.of("z.bin", "metadata.json", "a.bin")) {
            Files.writeString(directory.resolve(file), file);
        }
        Files.writeString(Files.createDirectory(directory.resolve("sub")).resolve("metadata.json"), "other");

        assertThat(objects.list(directory, "k", target))
                .extracting(LocalObject::key)
                .containsExactly("k/a.bin", "k/sub/metadata.json", "k/z.bin", "k/metadata.json");
    }

    @Test
    void hiddenFilesAreNotPublished() throws IOException {
        for (String file : List.of(".job", "metadata.json")) {
            Files.writeString(directory.resolve(file), file);
        }
        Files.writeString(Files.createDirectory(directory.resolve(".notes")).resolve("a.bin"), "ours");

        assertThat(objects.list(directory, "k", target))
                .extracting(LocalObject::key)
                .containsExactly("k/metadata.json");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 67108864",
        "67108864, 1, 67108864",
        "67108865, 9, 8388608",
        "83886080000, 10000, 8388608",
        "83886080001, 8889, 9437184",
        "5497558138880, 9987, 550502400",
    })
    void tenThousandPartsSufficeForAnySize(long size, int parts, long partSize) throws IOException {
        LocalObject object = sparse(size);

        assertThat(object.parts()).isEqualTo(parts);
        assertThat(object.partSize()).isEqualTo(partSize);
    }

    @Test
    void whatIsTooLargeForS3IsBadInput() {
        assertThatThrownBy(() -> sparse((5L << 40) + 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("S3 allows 5497558138880");
    }

    /** A file of that size that takes no room. */
    private LocalObject sparse(long size) throws IOException {
        Files.writeString(directory.resolve("metadata.json"), "{}");
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("octree.bin").toFile(), "rw")) {
            file.setLength(size);
        }
        return objects.list(directory, "k", target).get(0);
    }
}
