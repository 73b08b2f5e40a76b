package dev.caravan.retention;

import dev.caravan.archive.Compression;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which objects of a target are a dataset's, in either layout. Keys of datasets nest: below `a/` may lie the dataset `a/b`. So
 * what begins with the key is not enough: an object is the dataset's when a manifest of the dataset names it, or when it lies
 * where an octree's files lie, or where the archive lies that was published. The manifests themselves go last: as long as anything is
 * there, they say what it is.
 */
final class DatasetObjects {
    private static final String POINTER = "latest.json";
    private static final String ABOVE = "../";
    private static final List<String> OCTREE = List.of("metadata.json", "hierarchy.bin", "octree.bin");

    private final S3Objects objects;
    private final String place;
    private final String dataset;
    private final Optional<Compression> archive;
    private final Predicate<String> isDataset;
    /** Objects of a Zarr store share their directories with many others. */
    private final Map<String, Boolean> asked = new HashMap<>();

    private final Consumer<String> log;

    private final Set<String> entrances = new LinkedHashSet<>();
    private final Set<String> contents = new LinkedHashSet<>();
    private final Set<String> manifests = new LinkedHashSet<>();

    /**
     * Nothing is asked yet.
     *
     * @param prefix of the target
     * @param archive how the archive is compressed that was published; empty for an octree
     * @param isDataset whether a key is that of a dataset that anything is known of
     */
    DatasetObjects(
            S3Objects objects,
            String prefix,
            String dataset,
            Optional<Compression> archive,
            Predicate<String> isDataset,
            Consumer<String> log) {
        this.objects = objects;
        this.place = prefix + dataset + "/";
        this.dataset = dataset;
        this.archive = archive;
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
        boolean home = name.isEmpty();
        Set<String> named = new LinkedHashSet<>();
        archive.ifPresentOrElse(made -> named.add(archive(made, home)), () -> named.addAll(OCTREE));
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
            if (home && isArchiveBeside(part)) {
                contents.add(above() + part.substring(ABOVE.length()));
            } else if (isOurs(part, key)) {
                boolean opened = Manifest.isDoor(part);
                (opened ? entrances : contents).add(place + name + part);
            } else {
                log.accept("left: " + place + name + part + ", which may be another dataset's");
            }
        }
    }

    /** The name of an archive relative to its manifest: in the plain layout it lies beside the manifest's directory. */
    private String archive(Compression made, boolean home) {
        return (home ? ABOVE : "") + dataset.substring(dataset.lastIndexOf('/') + 1) + made.extension();
    }

    /** No other name that leads out of the directory is believed. */
    private boolean isArchiveBeside(String name) {
        return Arrays.stream(Compression.values()).anyMatch(made -> name.equals(archive(made, true)));
    }

    /** Key of the directory in which the dataset's own lies, with a slash at the end; '' at the top of a bucket. */
    private String above() {
        return place.substring(0, place.lastIndexOf('/', place.length() - 2) + 1);
    }

    private Optional<Manifest> manifest(SmallObject object) {
        try {
            return Optional.of(ManifestJson.read(object.content(), object.key()));
        } catch (ManifestException e) {
            log.accept("what it names is not known, only what is usual is looked for: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A name with directories in it must not lead into another dataset, or out of this one. */
    private boolean isOurs(String name, String key) {
        if (!ObjectNames.hasProperNames(name)) {
            return false;
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (asked.computeIfAbsent(key + "/" + name.substring(0, slash), isDataset::test)) {
                return false;
            }
        }
        return true;
    }
}
