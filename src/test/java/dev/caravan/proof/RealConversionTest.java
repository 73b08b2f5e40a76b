package dev.caravan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many producers: the good ones become octrees with all their points, the bad ones are refused for their reason. */
class RealConversionTest {
    /** Of more points one cannot make objects in a test's memory. */
    private static final int MOST_DECODED = 40_000;

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final long MUCH_MEMORY = 32L << 20;

    /** All that are in `bad`; those that can be read all the same have no reason. */
    private static final Map<String, String> REASONS = Map.of(
            "LASzip.LASzip__data_broken_coder.laz", "LAZ coder 15 is not supported",
            "LASzip.LASzip__data_broken_compressor.laz", "LAZ compressor 16 is not supported",
            "PDAL.PDAL__apps_simple-laszip-compressor-version-1.2r0.laz", "",
            "PDAL.PDAL__las_1.2-with-color-clipped.las", "after 1064 whole points",
            "PDAL.PDAL__las_bad_vlr_count.las", "",
            "PDAL.PDAL__las_garbage_nVariableLength.las", "byte 100: 'number of variable length records' is ",
            "PDAL.PDAL__las_permutations_1.2-no-points.las", "after 0 whole points");

    @TempDir
    private Path directory;

    /** Each file in one of the ways. */
    @Test
    void everyGoodFileIsConverted() throws IOException {
        List<Encoding> encodings = Encodings.writable();
        int number = 0;
        for (RealData.Entry entry : RealData.index()) {
            number++;
            if (entry.readable()) {
                assertConverted(
                        entry, encodings.get(number % encodings.size()), SamplingMethod.values()[number / 2 % 2]);
            }
        }
    }

    @Tag("slow")
    @Test
    void everyGoodFileIsConvertedInEveryWay() throws IOException {
        for (RealData.Entry entry : RealData.index()) {
            for (Encoding encoding : Encodings.writable()) {
                for (SamplingMethod method : SamplingMethod.values()) {
                    if (entry.readable()) {
                        assertConverted(entry, encoding, method);
                    }
                }
            }
        }
    }

    private void assertConverted(RealData.Entry entry, Encoding encoding, SamplingMethod method) throws IOException {
        Path octree = directory.resolve("octree");
        ConversionReport report = BuiltInConverter.convert(
                ConversionRequest.of(octree, entry.file()).encodedAs(encoding).sampledBy(method),
                ConversionProgress.NONE);

        String what = entry.name() + " " + encoding + " " + method;
        assertThat(report.pointsWritten()).as(what).isEqualTo(entry.points());
        assertThat(OctreeVerifier.verify(octree, OptionalLong.of(entry.points()))
                        .failures())
                .as(what)
                .isEmpty();
        if (entry.points() <= MOST_DECODED) {
            assertThat(OctreeProof.faults(octree, List.of(entry.file()), OctreeProof.mayBeLost()))
                    .as(what)
                    .isEmpty();
        } else if (encoding == Encoding.DEFAULT) {
            assertThat(LargeOctree.faults(octree, hash(entry.file()), method == SamplingMethod.POISSON))
                    .as(what)
                    .isEmpty();
        }
        OctreeProof.remove(octree);
    }

    private static long hash(Path file) throws IOException {
        SourceCloud cloud = SourceCloud.read(file);
        ByteBuffer records = cloud.records();
        long[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        for (int at = 0; at < records.capacity(); at += cloud.stride()) {
            for (int axis = 0; axis < 3; axis++) {
                lowest[axis] = Math.min(lowest[axis], records.getInt(at + 4 * axis));
            }
        }
        long hash = 0;
        for (int at = 0; at < records.capacity(); at += cloud.stride()) {
            hash += LargeOctree.hash(
                    records.getInt(at) - lowest[0],
                    records.getInt(at + 4) - lowest[1],
                    records.getInt(at + 8) - lowest[2]);
        }
        return hash;
    }

    @Test
    void everyBadFileHasItsReason() {
        assertThat(RealData.files("bad"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(REASONS.keySet());
        for (Path file : RealData.files("bad")) {
            String reason = REASONS.get(file.getFileName().toString());
            if (!reason.isEmpty()) {
                assertRefused(file, reason);
            }
        }
    }

    private void assertRefused(Path file, String reason) {
        Path octree = directory.resolve("octree");
        ConversionRequest request = ConversionRequest.of(octree, file);
        Assertions.assertTimeoutPreemptively(LONG, () -> {
            assertThatThrownBy(() -> BuiltInConverter.convert(request, ConversionProgress.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll(file.toString(), reason);
            assertThat(allocated(() -> OctreeProof.refusal(file))).isLessThan(MUCH_MEMORY);
        });
        assertThat(octree).doesNotExist();
    }

    private interface Reading {
        Object read() throws IOException;
    }

    /** Bytes that this thread asked for in order to find the file bad. */
    private static long allocated(Reading reading) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(reading.read()).isInstanceOf(BadInputException.class);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Very old LAZ, and a count of variable length records that is wrong by one: nothing that could not be helped. */
    @Test
    void whatIsNotSoBadIsConverted() throws IOException {
        for (Path file : RealData.files("bad")) {
            if (REASONS.get(file.getFileName().toString()).isEmpty()) {
                Path octree = directory.resolve("octree");
                BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
                assertThat(OctreeProof.faults(octree, List.of(file), OctreeProof.mayBeLost()))
                        .isEmpty();
                OctreeProof.remove(octree);
            }
        }
    }
}
