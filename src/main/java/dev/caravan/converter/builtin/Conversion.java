package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.octree.BuildLimits;
import dev.caravan.octree.Cube;
import dev.caravan.octree.OctreeBuilder;
import dev.caravan.potree.HierarchyWriter;
import dev.caravan.potree.Metadata;
import dev.caravan.potree.NodeTable;
import dev.caravan.potree.OctreeFiles;
import dev.caravan.potree.OctreeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One run: count, distribute, build, write. */
final class Conversion {
    private final ConversionRequest request;
    private final ConversionProgress progress;
    private final List<LasFile> files;
    private final List<String> warnings;
    private final Path scratch;
    private final Path partial;
    private final PointPasses passes;
    private final RecordLayout layout;
    private final AttributeRanges ranges;
    private final Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
    private long started = System.nanoTime();
    private Duration cpu = cpu();
    private long built;

    Conversion(
            ConversionRequest request,
            ConversionProgress progress,
            List<LasFile> files,
            List<String> warnings,
            Path scratch,
            Path partial) {
        this.request = request;
        this.progress = progress;
        this.files = files;
        this.warnings = warnings;
        this.scratch = scratch;
        this.partial = partial;
        this.passes = new PointPasses(files, progress, request.cancelled());
        this.layout = new RecordLayout(files);
        this.ranges = new AttributeRanges(layout.attributes());
        warnings.addAll(layout.warnings());
    }

    ConversionReport run() throws IOException {
        // First, or a count that is out of all reason looks like a disk that is too small.
        files.forEach(LasFile::requireAllPoints);
        DiskSpace.require(passes.total(), layout.stride(), scratch, partial);
        Counting counting = new Counting(files, passes);
        Counting.Result counted = counting.run();
        warnings.addAll(counting.warnings());
        warnings.addAll(counted.frame().warnings());
        end(Phase.MEASURE);
        NodeTable nodes;
        long read;
        BuildLimits limits = BuildLimits.forStride(layout.stride());
        try (OctreeWriter writer = new OctreeWriter(partial, layout.stride())) {
            OctreeBuilder builder = new OctreeBuilder(
                    counted.cube(), layout.stride(), limits, counted.counts(), scratch, writer, this::chunkBuilt);
            read = distribute(counted.frame(), builder);
            end(Phase.DISTRIBUTE);
            builder.finish();
            end(Phase.BUILD);
            nodes = writer.nodes();
        }
        warnings.addAll(passes.warnings());
        Metadata metadata = write(nodes, counted.frame(), counted.cube());
        end(Phase.WRITE);
        return report(read, nodes, metadata);
    }

    private long distribute(Frame frame, OctreeBuilder builder) throws IOException {
        return passes.run(Phase.DISTRIBUTE, file -> {
            RecordEncoder encoder = layout.encoder(file, frame);
            byte[] record = new byte[layout.stride()];
            return batch -> distribute(batch, encoder, record, builder);
        });
    }

    private void distribute(PointBatch batch, RecordEncoder encoder, byte[] record, OctreeBuilder builder)
            throws IOException {
        for (int i = 0; i < batch.count(); i++) {
            encoder.encode(batch.bytes(), i * batch.recordLength(), record);
            ranges.add(record);
            builder.add(record, 0);
        }
    }

    private void chunkBuilt(long points) {
        passes.checkCancelled();
        built += points;
        progress.progress(Phase.BUILD, built, passes.total());
    }

    private Metadata write(NodeTable nodes, Frame frame, Cube cube) throws IOException {
        Metadata.Hierarchy hierarchy = HierarchyWriter.write(nodes, partial.resolve(OctreeFiles.HIERARCHY));
        double[] max = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            max[axis] = frame.offset()[axis] + cube.edge();
        }
        Metadata metadata = new Metadata(
                Metadata.VERSION,
                stem(request.inputs().get(0)),
                "",
                nodes.points(),
                projection(),
                hierarchy,
                frame.offset(),
                frame.scale(),
                cube.spacing(0),
                new Metadata.Box(frame.min(), max),
                request.encoding().name(),
                ranges.attributes(frame));
        Files.write(partial.resolve(OctreeFiles.METADATA), metadata.toBytes());
        progress.progress(Phase.WRITE, passes.total(), passes.total());
        return metadata;
    }

    private String projection() {
        return Objects.requireNonNullElseGet(request.projection(), () -> files.stream()
                .map(LasFile::projection)
                .filter(projection -> !projection.isEmpty())
                .findFirst()
                .orElse(""));
    }

    private static String stem(Path input) {
        String name = String.valueOf(input.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void end(Phase phase) {
        long now = System.nanoTime();
        Duration nowCpu = cpu();
        costs.put(phase, new Cost(Duration.ofNanos(now - started), nowCpu.minus(cpu)));
        started = now;
        cpu = nowCpu;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private ConversionReport report(long read, NodeTable nodes, Metadata metadata) throws IOException {
        long bytes = Files.size(partial.resolve(OctreeFiles.METADATA))
                + Files.size(partial.resolve(OctreeFiles.HIERARCHY))
                + Files.size(partial.resolve(OctreeFiles.OCTREE));
        return new ConversionReport(
                request.output(),
                read,
                nodes.points(),
                bytes,
                metadata.hierarchy().depth(),
                nodes.count(),
                warnings,
                costs);
    }
}
