package dev.caravan.stage.publish;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.ObjectTooLargeException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Turns an octree's directory into the objects that it becomes. */
final class OctreeObjects {
    static final String METADATA = "metadata.json";

    private final ContentTypes contentTypes;
    private final PublishSettings settings;

    OctreeObjects(PublishSettings settings) {
        this.settings = settings;
        this.contentTypes = new ContentTypes(settings.contentTypes());
    }

    /**
     * Every file below the directory, in the order of their names, `metadata.json` last. Hidden files are ours, and stay.
     *
     * @param datasetKey key of the directory itself in every target
     * @throws NoSuchFileException when there is no `metadata.json`
     * @throws BadInputException when S3 cannot have such a key
     */
    List<LocalObject> list(Path directory, String datasetKey, TargetSettings target) throws IOException {
        List<LocalObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = relative(directory, file);
                if (!isHidden(name)) {
                    String key = target.prefix() + datasetKey + "/" + name;
                    objects.add(object(file, key, target, name.equals(METADATA)));
                }
            }
        }
        if (objects.stream().noneMatch(LocalObject::isMetadata)) {
            throw new NoSuchFileException(directory.resolve(METADATA).toString());
        }
        objects.sort(Comparator.comparing(LocalObject::isMetadata).thenComparing(LocalObject::key));
        return objects;
    }

    private LocalObject object(Path file, String key, TargetSettings target, boolean isMetadata) throws IOException {
        int bytes = ObjectNames.bytes(key);
        if (bytes > ObjectNames.LONGEST_KEY) {
            throw new BadInputException("the key '" + key + "' has " + bytes + " bytes, S3 allows "
                    + ObjectNames.LONGEST_KEY + ": shorten the names of the source's directories");
        }
        if (!ObjectNames.hasProperNames(key)) {
            throw new BadInputException(
                    "the key '" + key + "' has an empty, '.' or '..' name, which a browser cannot ask for");
        }
        long size = Files.size(file);
        return new LocalObject(file, key, size, contentTypes.of(key), partSize(target, key, size), isMetadata);
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    private long partSize(TargetSettings target, String key, long size) throws IOException {
        try {
            return settings.partSize(target, key, size);
        } catch (ObjectTooLargeException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }

    private static String relative(Path directory, Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }
}
