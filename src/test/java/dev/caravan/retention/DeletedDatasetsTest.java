package dev.caravan.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.file.DeletionMarks;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Datasets of many files, by their records. */
@ExtendWith(RealRedis.class)
class DeletedDatasetsTest {
    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private final Records records = new Records(redis);
    private final List<String> marked = new ArrayList<>();
    private SourceTree tree;
    private Path one;
    private Path two;

    @BeforeEach
    void aDataset() throws IOException {
        tree = new SourceTree(directory.toRealPath());
        one = tree.file("area/1.las");
        two = tree.file("area/2.las");
    }

    @Test
    void aDirectoryIsDeletedWhenTheLastOfItsFilesIs() throws IOException {
        dataset("area", "directory", tree.root().resolve("area"), one, two);
        Files.delete(one);
        assertThat(look().gone).isZero();

        Files.delete(two);

        assertThat(look().gone).isEqualTo(2);
        assertThat(marked).containsExactly("area");
        assertThat(field("area", "deleted_at")).isNotNull();
        assertThat(records.get(one, "deleted_at")).isNotNull();

        tree.file("area/1.las");
        look();
        assertThat(field("area", "deleted_at")).isNull();
        assertThat(records.get(two, "deleted_at")).isNull();
    }

    @Test
    void aManifestIsDeletedWithoutTheFilesThatItNamed() throws IOException {
        Path manifest = tree.file("area.tiles");
        dataset("area", "manifest", manifest, one, two);
        records.set(manifest, "dataset", "area");
        assertThat(look().gone).isZero();

        Files.delete(manifest);

        assertThat(look().gone).isEqualTo(2);
        assertThat(records.get(manifest, "deleted_at")).isNotNull();
        assertThat(records.get(one, "deleted_at")).isNull();
    }

    @Test
    void aDatasetThatWaitsForMoreFilesIsLeft() throws IOException {
        dataset("area", "directory", tree.root().resolve("area"), one);
        redis.opsForHash().put("dataset:area", "waiting_reason", "1 of 2 files are there");
        Files.delete(one);

        assertThat(look().gone).isZero();
    }

    @Test
    void whatLiesInASourceWithinThisOneIsNotLookedAt() throws IOException {
        dataset("area", "directory", tree.root().resolve("area"), one);
        Files.delete(one);

        DeletionLook look = new DeletionLook(
                new DeletionMarks(redis), tree.root(), List.of(tree.root().resolve("area")));
        look.count(dataset -> {});

        assertThat(look.tally().anyGone()).isFalse();
    }

    private record Counted(long gone) {}

    private Counted look() {
        DeletionLook look = new DeletionLook(new DeletionMarks(redis), tree.root(), List.of());
        look.count(dataset -> {});
        look.mark((dataset, key) -> marked.add(key));
        return new Counted(look.tally().look("", java.time.Instant.EPOCH, "").gone());
    }

    private void dataset(String key, String unit, Path target, Path... members) {
        redis.opsForZSet().add("datasets", key, 0);
        redis.opsForValue().set("key:" + key, target.toString());
        redis.opsForHash()
                .putAll(
                        "dataset:" + key,
                        Map.of(
                                "key",
                                key,
                                "target",
                                target.toString(),
                                "unit",
                                unit,
                                "members",
                                String.valueOf(members.length),
                                "status",
                                "COMPLETED"));
        for (Path member : members) {
            redis.opsForSet().add("members:" + key, member.toString());
            redis.opsForZSet().add("files", member.toString(), 0);
            records.set(member, "dataset", key);
            records.set(member, "timestamp_file", "1");
        }
    }

    private Object field(String key, String name) {
        return redis.opsForHash().get("dataset:" + key, name);
    }
}
