package dev.caravan.bench;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.Encoder.Mode;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.Metadata;
import dev.caravan.potree.NodeEncoder;
import dev.caravan.support.HierarchyWalk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Size and CPU of Brotli's settings on the nodes of octrees, relative to PotreeConverter's (quality 6, window 22, generic).
 * Takes directories of octrees of the encoding DEFAULT; some 30 MB of each, spread over it. All settings take turns.
 *
 * <pre>{@code
 * java -jar target/caravan.jar sample s.las --points 10000000 && java -jar target/caravan.jar convert s.las -o OCTREE
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx2g -cp %classpath dev.caravan.bench.BrotliBenchmark OCTREE"
 * }</pre>
 */
public final class BrotliBenchmark {
    private static final long BYTES = 30_000_000;
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<byte[]> records = new ArrayList<>();
    private final List<byte[]> arrays = new ArrayList<>();
    private final Metadata metadata;

    /** Something that makes a stream of each node. */
    private interface Work {
        byte[] encode(int node) throws IOException;
    }

    private static final class Measured {
        final String name;
        final Work work;
        final long[] nanos = new long[ROUNDS];
        long bytes;

        Measured(String name, Work work) {
            this.name = name;
            this.work = work;
        }

        /** The least of all rounds: neighbours on the machine only ever add. */
        double seconds() {
            return Arrays.stream(nanos).min().orElseThrow() / 1e9;
        }
    }

    private BrotliBenchmark(Path octree) throws IOException {
        metadata = Metadata.fromBytes(Files.readAllBytes(octree.resolve("metadata.json")));
        List<HierarchyWalk.Extent> nodes =
                HierarchyWalk.extents(Files.readAllBytes(octree.resolve("hierarchy.bin")), (int)
                        metadata.hierarchy().firstChunkSize());
        long total = nodes.stream().mapToLong(HierarchyWalk.Extent::bytes).sum();
        int every = (int) (total / BYTES + 1);
        NodeEncoder encoder = Encoding.BROTLI.encoder(metadata.attributes());
        try (RandomAccessFile points =
                new RandomAccessFile(octree.resolve("octree.bin").toFile(), "r")) {
            for (int i = 0; i < nodes.size(); i += every) {
                byte[] node = new byte[nodes.get(i).bytes()];
                points.seek(nodes.get(i).offset());
                points.readFully(node);
                if (node.length > 0) {
                    records.add(node);
                    byte[] stream = encoder.encode(node.clone(), nodes.get(i).points());
                    arrays.add(Decoder.decompress(stream).getDecompressedData());
                }
            }
        }
    }

    public static void main(String[] octrees) throws IOException {
        for (String octree : octrees) {
            new BrotliBenchmark(Path.of(octree)).run();
        }
    }

    private void run() throws IOException {
        System.out.printf(
                "%s: %,d nodes, %,d points, %,d bytes as arrays%n",
                metadata.name(),
                records.size(),
                records.stream().mapToLong(node -> node.length).sum() / metadata.bytesPerPoint(),
                arrays.stream().mapToLong(node -> node.length).sum());
        List<Measured> all = settings().toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (Measured measured : all) {
                measure(measured, round);
            }
        }
        Measured reference = all.get(0);
        for (Measured measured : all) {
            System.out.printf(
                    "  %-34s %,12d bytes %6.3f   %6.3f s CPU %5.2f%n",
                    measured.name,
                    measured.bytes,
                    (double) measured.bytes / reference.bytes,
                    measured.seconds(),
                    measured.seconds() / reference.seconds());
        }
    }

    private Stream<Measured> settings() {
        NodeEncoder ours = Encoding.BROTLI.encoder(metadata.attributes());
        List<byte[]> compressed = new ArrayList<>();
        for (byte[] node : records) {
            compressed.add(ours.encode(node, node.length / metadata.bytesPerPoint()));
        }
        return Stream.concat(
                Stream.of(
                        stream(6, 22, Mode.GENERIC),
                        stream(5, 22, Mode.GENERIC),
                        stream(4, 22, Mode.GENERIC),
                        stream(2, 22, Mode.GENERIC),
                        stream(6, 22, Mode.FONT),
                        stream(5, 16, Mode.FONT),
                        stream(5, 17, Mode.FONT),
                        stream(5, 18, Mode.FONT),
                        stream(5, 20, Mode.FONT),
                        stream(5, 22, Mode.FONT),
                        stream(5, 24, Mode.FONT),
                        stream(4, 18, Mode.FONT)),
                Stream.of(
                        new Measured(
                                "our encoder, with sort and transpose",
                                node -> ours.encode(
                                        records.get(node), records.get(node).length / metadata.bytesPerPoint())),
                        new Measured(
                                "decoding of that (bytes mean nothing)",
                                node -> Decoder.decompress(compressed.get(node)).getDecompressedData())));
    }

    private Measured stream(int quality, int window, Mode mode) {
        Encoder.Parameters parameters = Encoder.Parameters.create(quality, window, mode);
        return new Measured(
                "quality %d, window %d, %s".formatted(quality, window, mode),
                node -> Encoder.compress(arrays.get(node), parameters));
    }

    private void measure(Measured measured, int round) throws IOException {
        measured.bytes = 0;
        long before = THREADS.getCurrentThreadCpuTime();
        for (int node = 0; node < records.size(); node++) {
            measured.bytes += measured.work.encode(node).length;
        }
        measured.nanos[round] = THREADS.getCurrentThreadCpuTime() - before;
    }
}
