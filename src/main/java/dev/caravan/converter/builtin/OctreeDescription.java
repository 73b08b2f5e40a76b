package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionRequest;
import dev.caravan.las.LasFile;
import dev.caravan.octree.Cube;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.HierarchyWriter;
import dev.caravan.potree.Metadata;
import dev.caravan.potree.NodeTable;
import dev.caravan.potree.OctreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes the two files beside octree.bin: hierarchy.bin and metadata.json. */
final class OctreeDescription {
    private final ConversionRequest request;
    private final List<LasFile> files;
    private final Path octree;

    OctreeDescription(ConversionRequest request, List<LasFile> files, Path octree) {
        this.request = request;
        this.files = files;
        this.octree = octree;
    }

    Metadata write(NodeTable nodes, Distribution points, List<Attribute> attributes) throws IOException {
        Frame frame = points.frame();
        Cube cube = points.cube();
        Metadata.Hierarchy hierarchy = HierarchyWriter.write(nodes, octree.resolve(OctreeFiles.HIERARCHY));
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
        Files.write(octree.resolve(OctreeFiles.METADATA), metadata.toBytes());
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
}
