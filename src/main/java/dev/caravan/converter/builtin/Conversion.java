package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionPlan;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.Phase;
import dev.caravan.converter.Resources;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.las.LasFile;
import dev.caravan.octree.BuildLimits;
import dev.caravan.octree.Cube;
import dev.caravan.octree.NodeCodec;
import dev.caravan.octree.OctreeBuilder;
import dev.caravan.octree.OctreeBuilder.Sampling;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.HierarchyWriter;
import dev.caravan.potree.Metadata;
import dev.caravan.potree.NodeTable;
import dev.caravan.potree.OctreeFiles;
import dev.caravan.potree.OctreeWriter;
import dev.caravan.worker.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run: distribute, build, write. */
final class Conversion {
    private final ConversionRequest request;
    private final ConversionProgress progress;
    private final List<LasFile> files;
    private final List<String> warnings;
    private final Path scratch;
    private final Path partial;
    private final RecordLayout layout;
    private final BuildLimits limits;
    private final long total;
    private final Costs costs = new Costs();

    /** @param warnings all that is to be said is added here */
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
        this.layout = new RecordLayout(files, request.attributes());
        this.total = files.stream().mapToLong(file -> file.header().points()).sum();
        Resources resources = request.resources();
        this.limits = BuildLimits.of(total, layout.stride(), resources.threads(), resources.memory());
        warnings.addAll(layout.warnings());
    }

    ConversionReport run() throws IOException {
        // First, or a count that is out of all reason looks like a disk that is too small.
        files.forEach(LasFile::requireAllPoints);
        DiskSpace space = DiskSpace.of(total, layout.stride());
        progress.planned(new ConversionPlan(files.size(), total, space.bytes(), space.bytes(), request.resources()));
        space.require(scratch, partial);
        try (Workers workers = new Workers(request.resources().threads(), "convert", request.cancelled())) {
            Distribution points = distribute(workers);
            points.builder().settle();
            costs.end(Phase.DISTRIBUTE);
            boolean[] kept = layout.kept(points.ranges());
            Frame box = points.seen().frame();
            List<Attribute> attributes = layout.attributes(kept, points.ranges(), box.min(), box.max());
            NodeTable nodes = build(points, kept, attributes);
            costs.end(Phase.BUILD);
            Metadata metadata = write(nodes, points, attributes);
            costs.end(Phase.WRITE);
            return report(points.read(), nodes, metadata);
        }
    }

    /** The headers' boxes are taken at their word until the points have been seen; where they are wrong, once more. */
    private Distribution distribute(Workers workers) throws IOException {
        Optional<Boxes> stated = Boxes.stated(files);
        if (stated.isEmpty()) {
            Boxes measured = measure(workers);
            warnings.addAll(measured.warningsOfImplausible());
            return distribute(workers, measured, true).orElseThrow();
        }
        Optional<Distribution> first = distribute(workers, stated.get(), false);
        Boxes seen = first.isPresent() ? first.get().seen() : measure(workers);
        warnings.addAll(stated.get().warnings(seen));
        if (first.isPresent() && stated.get().serveFor(seen)) {
            return first.get();
        }
        return distribute(workers, seen, true).orElseThrow();
    }

    private Boxes measure(Workers workers) throws IOException {
        Boxes seen = Boxes.none(files);
        new Pass(files, workers, new PhaseProgress(progress, Phase.MEASURE, total)).run(() -> (file, block) -> {
            IntBounds box = new IntBounds();
            box.add(block);
            synchronized (seen) {
                seen.include(file, box);
            }
            return true;
        });
        costs.end(Phase.MEASURE);
        return seen;
    }

    /** @return empty when a point lies outside the boxes */
    private Optional<Distribution> distribute(Workers workers, Boxes boxes, boolean last) throws IOException {
        Path buckets = scratch.resolve(last ? "buckets" : "attempt");
        Files.createDirectory(buckets);
        Cube cube = boxes.frame().cube();
        OctreeBuilder builder = new OctreeBuilder(cube, layout.stride(), limits, buckets, workers);
        Distribution distribution = new Distribution(files, layout, boxes, builder);
        Pass pass = new Pass(files, workers, new PhaseProgress(progress, Phase.DISTRIBUTE, total));
        List<String> said = distribution.run(pass);
        if (!last && !(pass.isComplete() && boxes.serveFor(distribution.seen()))) {
            ScratchDirectory.remove(buckets);
        }
        if (!pass.isComplete()) {
            return Optional.empty();
        }
        said.stream().filter(warning -> !warnings.contains(warning)).forEach(warnings::add);
        return Optional.of(distribution);
    }

    private NodeTable build(Distribution points, boolean[] kept, List<Attribute> attributes) throws IOException {
        warnings.addAll(points.frame().warnings());
        PhaseProgress built = new PhaseProgress(progress, Phase.BUILD, total);
        try (OctreeWriter writer = new OctreeWriter(partial)) {
            points.builder()
                    .build(new OctreeBuilder.Output(
                            request.sampling() == SamplingMethod.POISSON ? Sampling.POISSON : Sampling.GRID,
                            layout.cut(kept),
                            codecs(attributes),
                            writer,
                            built::add));
            return writer.nodes();
        }
    }

    private @Nullable Supplier<NodeCodec> codecs(List<Attribute> attributes) {
        Encoding encoding = request.encoding();
        return encoding == Encoding.DEFAULT ? null : () -> encoding.encoder(attributes)::encode;
    }

    private Metadata write(NodeTable nodes, Distribution points, List<Attribute> attributes) throws IOException {
        Frame frame = points.frame();
        Cube cube = points.cube();
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
                attributes);
        Files.write(partial.resolve(OctreeFiles.METADATA), metadata.toBytes());
        progress.progress(Phase.WRITE, total, total);
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
                costs.all());
    }
}
