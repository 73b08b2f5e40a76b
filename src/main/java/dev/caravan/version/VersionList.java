package dev.caravan.version;

import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.Pointer.Earlier;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which versions of a dataset there are, as the targets themselves show it. */
public class VersionList {
    private final VersionedTargets targets;
    private final S3Connections connections;
    private final VersionedDatasets datasets;

    public VersionList(VersionedTargets targets, S3Connections connections, VersionedDatasets datasets) {
        this.targets = targets;
        this.connections = connections;
        this.datasets = datasets;
    }

    /** What a version is. */
    public enum State {
        LIVE,
        /** It was live, and can be rolled back to. */
        KEPT,
        /** Its upload goes on, or was never finished. */
        UNFINISHED
    }

    /**
     * One version in one target.
     *
     * @param live since when, of the one that is; null of others
     * @param replaced when it ceased to be live; null of one that is, or never was
     * @param manifest null when there is none
     * @param address of the object that readers open; null when there is no manifest
     */
    public record Entry(
            String target,
            String version,
            State state,
            @Nullable Instant live,
            @Nullable Instant replaced,
            @Nullable Version manifest,
            @Nullable URI address) {}

    /**
     * The newest first, target by target.
     *
     * @param target null for all
     * @throws UnknownVersionException when there is no such target
     */
    public List<Entry> of(String dataset, @Nullable String target) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (TargetSettings one : targets.of(target)) {
            try (S3Connection connection = connections.open(one)) {
                list(datasets.in(connection, dataset), entries);
            }
        }
        return entries;
    }

    private static void list(VersionedDataset dataset, List<Entry> entries) throws IOException {
        Optional<Pointer> pointer = dataset.pointer().map(VersionedDataset.Found::pointer);
        List<String> versions = new ArrayList<>(dataset.versions());
        Collections.reverse(versions);
        for (String version : versions) {
            entries.add(entry(dataset, version, pointer));
        }
    }

    private static Entry entry(VersionedDataset dataset, String name, Optional<Pointer> pointer) throws IOException {
        Optional<Version> version = dataset.version(name);
        Optional<Pointer> live = pointer.filter(one -> one.version().equals(name));
        Optional<Instant> replaced = pointer.flatMap(one -> replaced(one, name));
        State state = live.isPresent() ? State.LIVE : replaced.isPresent() ? State.KEPT : State.UNFINISHED;
        return new Entry(
                dataset.target(),
                name,
                state,
                live.map(Pointer::published).orElse(null),
                replaced.orElse(null),
                version.orElse(null),
                version.map(one -> dataset.address(name, one.opened())).orElse(null));
    }

    private static Optional<Instant> replaced(Pointer pointer, String version) {
        return pointer.earlier().stream()
                .filter(earlier -> earlier.version().equals(version))
                .map(Earlier::replaced)
                .findFirst();
    }
}
