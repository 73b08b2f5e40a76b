package dev.caravan.stage.verify;

import static dev.caravan.support.LasFiles.aLasFile;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a conversion hands over: a source, and its octree in an attempt's scratch directory. */
record Converted(Workspace workspace, Dataset dataset) {

    /** @param said what the converter says that it has read */
    static Converted of(Path directory, String key, int points, JobRun run, OptionalLong said) throws IOException {
        Workspace workspace = new Workspace(directory.resolve("data"));
        Path source = aLasFile().withRandomPoints(points).writeTo(directory.resolve(points + ".las"));
        Path attempt = Files.createDirectories(workspace.scratch().resolve(run.id() + ".1"));
        Files.writeString(attempt.resolve("process"), "left over");
        Path octree = attempt.resolve("octree");
        BuiltInConverter.convert(ConversionRequest.of(octree, source), ConversionProgress.NONE);
        Dataset found = Dataset.found(key, directory, SourceFile.read(source));
        return new Converted(workspace, found.with(Octree.unproven(octree, said)));
    }

    Path octree() {
        return dataset.requireOctree().directory();
    }

    Path attempt() {
        return octree().getParent();
    }
}
