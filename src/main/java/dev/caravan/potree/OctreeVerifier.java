package dev.caravan.potree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves that an octree is whole, whoever wrote it, by small named checks. Whatever the files hold, the answer is a report:
 * memory is bounded by the files' own sizes, time by those and by what compressed nodes say that they hold; they are decoded
 * only when all else is right.
 */
public final class OctreeVerifier {
    private static final int MAX_METADATA = 16 << 20;

    private final Path octree;
    private final OptionalLong expectedPoints;
    private final LongConsumer progress;
    private final List<Check> checks = new ArrayList<>();
    private final NodeExtents extents = new NodeExtents();
    private long points;
    private long nodes;
    private @Nullable String sizeFault;
    private @Nullable String rangeFault;
    private @Nullable String boxFault;
    private @Nullable CompressedNodes compressed;

    private OctreeVerifier(Path octree, OptionalLong expectedPoints, LongConsumer progress) {
        this.octree = octree;
        this.expectedPoints = expectedPoints;
        this.progress = progress;
    }

    /** @param expectedPoints points of the sources, when they are known */
    public static VerificationReport verify(Path octree, OptionalLong expectedPoints) {
        return verify(octree, expectedPoints, seen -> {});
    }

    /** @param progress told how many points have been checked, by one thread at a time; what it throws ends the verification */
    public static VerificationReport verify(Path octree, OptionalLong expectedPoints, LongConsumer progress) {
        return new OctreeVerifier(octree, expectedPoints, progress).verify();
    }

    private VerificationReport verify() {
        Metadata metadata = parse();
        if (metadata == null || !attributesAgree(metadata) || !walk(metadata)) {
            return new VerificationReport(checks, -1, nodes);
        }
        judge("nodes lie inside octree.bin", rangeFault, nodes + " nodes");
        judge("nodes do not overlap", extents.overlap(), nodes + " nodes");
        if (compressed == null) {
            judge("node sizes agree with their points", sizeFault, metadata.encoding());
            judge("points lie in their nodes' boxes", boxFault, "some of each node");
        }
        count(metadata);
        decode();
        return new VerificationReport(checks, points, nodes);
    }

    private void judge(String name, @Nullable String fault, String fine) {
        checks.add(fault == null ? Check.passed(name, fine) : Check.failed(name, fault));
    }

    private @Nullable Metadata parse() {
        String name = "metadata parses";
        try {
            Path file = OctreeFiles.metadata(octree);
            long size = Files.size(file);
            if (size > MAX_METADATA) {
                checks.add(Check.failed(name, size + " bytes, expected at most " + MAX_METADATA));
                return null;
            }
            Metadata metadata = Metadata.fromBytes(Files.readAllBytes(file));
            String fault = MetadataShape.fault(metadata);
            judge(name, fault, size + " bytes");
            return fault == null ? metadata : null;
        } catch (IOException | StackOverflowError e) {
            checks.add(Check.failed(name, describe(e)));
            return null;
        }
    }

    private boolean attributesAgree(Metadata metadata) {
        String fault = MetadataShape.attributeFault(metadata.attributes());
        judge(
                "attribute sizes agree",
                fault,
                metadata.attributes().size() + " attributes, " + metadata.bytesPerPoint() + " bytes a point");
        return fault == null;
    }

    private boolean walk(Metadata metadata) {
        String name = "hierarchy walks from the root";
        try (FileChannel channel = FileChannel.open(OctreeFiles.points(octree), StandardOpenOption.READ)) {
            long size = channel.size();
            BoxCheck boxes = new BoxCheck(channel, metadata);
            compressed = Encoding.BROTLI.name().equals(metadata.encoding()) ? new CompressedNodes(metadata) : null;
            int depth = HierarchyReader.walk(
                    OctreeFiles.hierarchy(octree),
                    metadata.hierarchy().firstChunkSize(),
                    node -> visit(node, metadata, size, boxes));
            checks.add(Check.passed(name, nodes + " nodes, depth " + depth));
            return true;
        } catch (IOException | InvalidOctreeException e) {
            checks.add(Check.failed(name, describe(e)));
            return false;
        }
    }

    private void visit(HierarchyReader.Node node, Metadata metadata, long size, BoxCheck boxes) throws IOException {
        HierarchyRecord record = node.record();
        nodes++;
        points += record.points();
        if (record.offset() < 0 || record.size() < 0 || record.offset() > size - record.size()) {
            rangeFault = rangeFault != null
                    ? rangeFault
                    : "a node of " + record.size() + " bytes at byte " + record.offset() + ", but octree.bin has "
                            + size;
            return;
        }
        if (record.size() > 0) {
            extents.add(record.offset(), record.size());
        }
        if (compressed != null) {
            compressed.add(node);
            return;
        }
        progress.accept(points);
        long expected = record.points() * metadata.bytesPerPoint();
        if (record.size() != expected) {
            sizeFault = sizeFault != null
                    ? sizeFault
                    : "the node at byte " + record.offset() + " has " + record.points() + " points in " + record.size()
                            + " bytes, expected " + expected;
        } else if (boxFault == null) {
            checkBox(node, boxes);
        }
    }

    private void checkBox(HierarchyReader.Node node, BoxCheck boxes) throws IOException {
        try {
            boxes.check(node);
        } catch (InvalidOctreeException e) {
            boxFault = e.getMessage();
        }
    }

    private void decode() {
        if (compressed == null || !checks.stream().allMatch(Check::passed)) {
            return;
        }
        String name = "compressed nodes decode";
        try {
            judge(
                    name,
                    compressed.fault(octree, progress),
                    compressed.count() + " nodes, all points in their nodes' boxes");
        } catch (IOException | UnsupportedOperationException e) {
            checks.add(Check.failed(name, describe(e)));
        }
    }

    private void count(Metadata metadata) {
        String found = points + " points in " + nodes + " nodes";
        judge(
                "points add up",
                points == metadata.points() && points > 0
                        ? null
                        : found + ", but metadata.json says " + metadata.points(),
                found);
        if (expectedPoints.isPresent()) {
            long expected = expectedPoints.getAsLong();
            judge(
                    "points are those of the source",
                    points == expected ? null : found + ", expected " + expected,
                    found);
        }
    }

    private static String describe(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof InvalidOctreeException
                ? message
                : e.getClass().getSimpleName() + ": "
                        + message.lines().findFirst().orElse("");
    }
}
