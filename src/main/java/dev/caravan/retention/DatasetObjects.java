package dev.caravan.retention;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which objects of a target are a dataset's, in either layout. Keys of datasets nest: below `a/` may lie the dataset `a/b`. So
 * what begins with the key is not enough: an object is the dataset's when a manifest of the dataset names it, or when it lies
 * where an octree's files lie. The manifests themselves go last: as long as anything is there, they say what it is.
 */
final class DatasetObjects {
    private static final String POINTER = "latest.json";
    private static final String METADATA = "metadata.json";
    private static final List<String> OCTREE = List.of(METADATA, "hierarchy.bin", "octree.bin");

    private final S3Objects objects;
    private final String place;
    private final String dataset;
    private final Predicate<String> isDataset;
    private final Consumer<String> log;

    private final Set<String> entrances = new LinkedHashSet<>();
    private final Set<String> contents = new LinkedHashSet<>();
    private final Set<String> manifests = new LinkedHashSet<>();

    /**
     * Nothing is asked yet.
     *
     * @param prefix of the target
     * @param isDataset whether a key is that of a dataset that anything is known of
     */
    DatasetObjects(
            S3Objects objects, String prefix, String dataset, Predicate<String> isDataset, Consumer<String> log) {
        this.objects = objects;
        this.place = prefix + dataset + "/";
        this.dataset = dataset;
        this.isDataset = isDataset;
        this.log = log;
    }

    /**
     * Keys of objects that are there, or may be, in groups in the order in which they are to go: the pointer, what readers open,
     * the rest, the manifests.
     */
    List<List<String>> inOrder() throws IOException {
        directory("", dataset);
        for (String version : objects.directories(place)) {
            if (VersionName.isOne(version) && !isDataset.test(dataset + "/" + version)) {
                directory(version + "/", dataset + "/" + version);
            }
        }
        return List.of(List.of(place + POINTER), List.copyOf(entrances), List.copyOf(contents), List.copyOf(manifests));
    }

    /** @param name of the directory below the place, with a slash at the end; '' for the place itself */
    private void directory(String name, String key) throws IOException {
        String object = place + name + Manifest.NAME;
        Optional<SmallObject> found = objects.read(object, ManifestJson.MOST_BYTES);
        List<String> named = new ArrayList<>(OCTREE);
        if (found.isPresent()) {
            Optional<Manifest> manifest = manifest(found.get());
            if (manifest.isPresent() && !manifest.get().dataset().equals(dataset)) {
                log.accept("left: " + place + name + ", its manifest says that it is the dataset "
                        + manifest.get().dataset());
                return;
            }
            manifest.ifPresent(known -> known.objects().forEach(part -> named.add(part.name())));
            manifests.add(object);
        }
        for (String part : named) {
            if (isOurs(part, key)) {
                boolean opened = part.equals(METADATA);
                (opened ? entrances : contents).add(place + name + part);
            } else {
                log.accept("left: " + place + name + part + ", which may be another dataset's");
            }
        }
    }

    private Optional<Manifest> manifest(SmallObject object) {
        try {
            return Optional.of(ManifestJson.read(object.content(), object.key()));
        } catch (ManifestException e) {
            log.accept("only an octree's own files are looked for: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A name with directories in it must not lead into another dataset, or out of this one. */
    private boolean isOurs(String name, String key) {
        if (!ObjectNames.hasProperNames(name)) {
            return false;
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (isDataset.test(key + "/" + name.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }
}
