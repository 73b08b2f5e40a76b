package dev.caravan.stage.verify;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Octree;
import dev.caravan.job.Progress;
import dev.caravan.support.ARun;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private Path directory;

    private final ARun run = new ARun();

    @Test
    void aWholeOctreeIsMarkedWithItsPointsAndTheTime() throws IOException {
        Converted converted = converted(OptionalLong.of(400));

        Octree octree = proof(converted).check(converted.dataset(), run).requireOctree();

        assertThat(octree.points()).isEqualTo(400);
        assertThat(octree.provenAt()).isEqualTo(NOW);
        assertThat(run.lines()).anyMatch(line -> line.contains("metadata parses"));
    }

    @Test
    void howFarItIsAndWhatWasCheckedIsTold() throws IOException {
        Converted converted = converted(OptionalLong.empty());

        proof(converted).check(converted.dataset(), run);

        assertThat(run.progress()).extracting(Progress::phase).containsSubsequence("count", "verify");
        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.done()).isEqualTo(400);
            assertThat(progress.percent()).isEqualTo(100);
        });
        assertThat(run.notes()).containsEntry("points", 400L).containsKey("nodes");
        assertThat(run.notes().get("checks")).asString().contains("metadata parses");
    }

    @Test
    void whenTheConverterDoesNotSayTheSourceIsCounted() throws IOException {
        Converted converted = converted(OptionalLong.empty());

        assertThat(proof(converted)
                        .check(converted.dataset(), run)
                        .requireOctree()
                        .points())
                .isEqualTo(400);
    }

    @Test
    void anOctreeOfAnOutsideConverterThatLacksPointsIsRefused() throws IOException {
        Converted converted = converted(OptionalLong.empty());
        Path source = converted.dataset().sources().get(0).path();
        aLasFile().withRandomPoints(401).writeTo(source);

        assertThatThrownBy(() -> proof(converted).check(converted.dataset(), run))
                .isInstanceOf(NotProvenException.class)
                .hasMessageContaining(source.toString())
                .hasMessageContaining("401");
        assertThat(converted.attempt()).doesNotExist();
    }

    @Test
    void aCorruptedOctreeIsRefusedAndDeleted() throws IOException {
        Converted converted = converted(OptionalLong.of(400));
        Path points = converted.octree().resolve("octree.bin");
        byte[] bytes = Files.readAllBytes(points);
        Files.write(points, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> proof(converted).check(converted.dataset(), run))
                .isInstanceOf(NotProvenException.class)
                .hasMessageContaining("is not whole")
                .hasMessageContaining("octree.bin");
        assertThat(converted.attempt()).doesNotExist();
    }

    @Test
    void aCancelledJobsOctreeIsNotLookedAtAnyFurther() throws IOException {
        Converted converted = converted(OptionalLong.of(400));
        run.cancel();

        assertThatThrownBy(() -> proof(converted).check(converted.dataset(), run))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("ended, because its job was cancelled");
        assertThat(converted.octree()).isDirectory();
    }

    private Converted converted(OptionalLong said) throws IOException {
        return Converted.of(directory, "area/a", 400, run, said);
    }

    private static Proof proof(Converted converted) {
        return new Proof(new Octrees(converted.workspace()), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
