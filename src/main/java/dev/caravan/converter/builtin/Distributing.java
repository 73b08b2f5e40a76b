package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.Phase;
import dev.caravan.las.LasFile;
import dev.caravan.octree.BuildLimits;
import dev.caravan.octree.Cube;
import dev.caravan.octree.OctreeBuilder;
import dev.caravan.worker.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings all points to the octree's buckets, in as few passes as the headers' bounding boxes allow. */
final class Distributing {
    private final List<LasFile> files;
    private final RecordLayout layout;
    private final BuildLimits limits;
    private final Path scratch;
    private final Workers workers;
    private final ConversionProgress progress;
    private final List<String> warnings;
    private final Costs costs;
    private final long total;

    /** @param warnings all that is to be said is added here */
    Distributing(
            List<LasFile> files,
            RecordLayout layout,
            BuildLimits limits,
            Path scratch,
            Workers workers,
            ConversionProgress progress,
            List<String> warnings,
            Costs costs) {
        this.files = files;
        this.layout = layout;
        this.limits = limits;
        this.scratch = scratch;
        this.workers = workers;
        this.progress = progress;
        this.warnings = warnings;
        this.costs = costs;
        this.total = files.stream().mapToLong(file -> file.header().points()).sum();
    }

    /** The headers' boxes are taken at their word until the points have been seen; where they are wrong, once more. */
    Distribution run() throws IOException {
        Optional<Boxes> stated = Boxes.stated(files);
        if (stated.isEmpty()) {
            Boxes measured = measure();
            warnings.addAll(measured.warningsOfImplausible());
            return attempt(measured, true).orElseThrow();
        }
        Optional<Distribution> first = attempt(stated.get(), false);
        Boxes seen = first.isPresent() ? first.get().seen() : measure();
        warnings.addAll(stated.get().warnings(seen));
        if (first.isPresent() && stated.get().serveFor(seen)) {
            return first.get();
        }
        return attempt(seen, true).orElseThrow();
    }

    private Boxes measure() throws IOException {
        Measuring measuring = new Measuring(files);
        new Pass(files, workers, new PhaseProgress(progress, Phase.MEASURE, total)).run(measuring::share);
        costs.end(Phase.MEASURE);
        return measuring.seen();
    }

    /** @return empty when a point lies outside the boxes */
    private Optional<Distribution> attempt(Boxes boxes, boolean last) throws IOException {
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
}
