package dev.caravan.stage.publish;

import dev.caravan.dataset.Octree;
import dev.caravan.manifest.Manifest;
import dev.caravan.potree.Attribute;
import dev.caravan.potree.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What `metadata.json` says of an octree. */
final class OctreeContent {

    private OctreeContent() {}

    /** The box of the points themselves; the one that `metadata.json` calls the bounding box is a cube around them. */
    static Manifest.Content of(Octree octree) throws IOException {
        Path file = octree.directory().resolve(OctreeObjects.METADATA);
        Metadata metadata = Metadata.fromBytes(Files.readAllBytes(file));
        if (metadata == null) {
            throw new IOException(file + " holds no description of an octree");
        }
        Optional<Attribute> position = position(metadata);
        return new Manifest.Content(
                Objects.requireNonNullElse(octree.points(), metadata.points()),
                numbers(position.map(Attribute::min).orElse(null)),
                numbers(position.map(Attribute::max).orElse(null)),
                Objects.requireNonNullElse(metadata.projection(), ""));
    }

    private static Optional<Attribute> position(Metadata metadata) {
        List<Attribute> attributes = Objects.requireNonNullElse(metadata.attributes(), List.of());
        return attributes.stream()
                .filter(attribute -> Attribute.POSITION.equals(attribute.name()))
                .findFirst();
    }

    private static List<Double> numbers(double @Nullable [] numbers) {
        return numbers == null ? List.of() : Arrays.stream(numbers).boxed().toList();
    }
}
