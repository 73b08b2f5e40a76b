package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.Installation;
import dev.caravan.support.LiveVersion;
import dev.caravan.support.RealData;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One run over files of many producers, good and bad ones in one directory. */
class RealDataIT {

    @RegisterExtension
    final RealRedis redis = new RealRedis();

    @TempDir
    private Path directory;

    @Test
    void everyGoodFileIsPublishedAndEveryBadOneFailsForAReason() throws IOException {
        List<RealData.Entry> index = RealData.index();
        try (Installation caravan = Installation.in(directory)
                .with("caravan.redis.embedded", false)
                .with("spring.data.redis.port", RealRedis.port())
                .with("caravan.convert.workers", 2)) {
            for (RealData.Entry entry : index) {
                Files.copy(entry.file(), place(caravan, entry));
            }
            CaravanProcess run = caravan.once();
            int exit = run.exitCode();

            for (RealData.Entry entry : index) {
                judge(caravan, entry);
            }
            assertThat(exit).as(run.output()).isEqualTo(1);
        }
    }

    private static void judge(Installation caravan, RealData.Entry entry) {
        Path file = place(caravan, entry);
        Records records = new Records(RealRedis.template());
        String reason = String.valueOf(records.get(file, "reason"));
        System.out.printf("%s\t%s\t%s%n", entry.name(), records.get(file, "status"), reason.replace(file + "", "…"));
        if (entry.readable()) {
            assertThat(records.all(file)).as(entry.name()).containsEntry("status", "COMPLETED");
            assertHolds(Path.of(records.get(file, "octreepath")), entry.points());
            assertThat(LiveVersion.directory(objects(caravan, file)).resolve("metadata.json"))
                    .exists();
        } else {
            assertThat(records.all(file)).as(entry.name()).containsEntry("status", "FAILED");
            assertThat(reason).contains(file.toString());
            assertThat(records.get(file, "octreepath")).isEmpty();
            assertThat(objects(caravan, file)).doesNotExist();
        }
    }

    private static void assertHolds(Path octree, long points) {
        VerificationReport report = OctreeVerifier.verify(octree, OptionalLong.of(points));
        assertThat(report.failures()).as(octree.toString()).isEmpty();
        assertThat(report.points()).isEqualTo(points);
    }

    private static Path objects(Installation caravan, Path file) {
        String key = new Records(RealRedis.template()).get(file, "key");
        return caravan.data().resolve("s3/caravan").resolve(key);
    }

    /** Some are there twice, as LAS and as LAZ; in one directory they would have the same key. */
    private static Path place(Installation caravan, RealData.Entry entry) {
        return caravan.source().resolve(entry.name().replaceAll("\\.laz$", ".z.laz"));
    }
}
