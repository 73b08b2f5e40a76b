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
import dev.caravan.octree.NodeCodec;
import dev.caravan.octree.OctreeBuilder;
import dev.caravan.octree.OctreeBuilder.Sampling;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.Metadata;
import dev.caravan.potree.NodeTable;
import dev.caravan.potree.OctreeFiles;
import dev.caravan.potree.OctreeWriter;
import dev.caravan.worker.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        requireEncoder();
        // Before the disk, or a count that is out of all reason looks like one that is too small.
        files.forEach(LasFile::requireAllPoints);
        DiskSpace space = DiskSpace.of(total, layout.stride(), limits);
        progress.planned(new ConversionPlan(files.size(), total, space.scratch(), space.output(), request.resources()));
        space.require(scratch, partial);
        try (Workers workers = new Workers(request.resources().threads(), "convert", request.cancelled())) {
            Distribution points =
                    new Distributing(files, layout, limits, scratch, workers, progress, warnings, costs).run();
            points.builder().settle();
            costs.end(Phase.DISTRIBUTE);
            boolean[] kept = layout.kept(points.ranges());
            Frame box = points.seen().frame();
            List<Attribute> attributes = layout.attributes(kept, points.ranges(), box.min(), box.max());
            NodeTable nodes = build(points, kept, attributes);
            costs.end(Phase.BUILD);
            Metadata metadata = new OctreeDescription(request, files, partial).write(nodes, points, attributes);
            progress.progress(Phase.WRITE, total, total);
            costs.end(Phase.WRITE);
            return report(points.read(), nodes, metadata);
        }
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

    /** Before any work is done: a machine may lack the library that compresses. */
    private void requireEncoder() throws IOException {
        try {
            request.encoding().encoder(layout.attributes());
        } catch (UnsupportedOperationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private @Nullable Supplier<NodeCodec> codecs(List<Attribute> attributes) {
        Encoding encoding = request.encoding();
        return encoding == Encoding.DEFAULT ? null : () -> encoding.encoder(attributes)::encode;
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
