package dev.caravan.version;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.VersionSwitch.Outcome;
import dev.caravan.version.VersionedDataset.Found;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a version live again that was live before, after it was proven to be all there. What is stored of it follows. */
public class RollBack {
    /** Larger objects whose checksum the server does not show are proven by their size. */
    private static final long READ_UP_TO = 64 << 20;

    private final VersionedTargets targets;
    private final S3Connections connections;
    private final VersionedDatasets datasets;
    private final VersionSwitch pointers;
    private final PublicationStore publications;
    private final RecordUrls urls;
    private final History history;

    public RollBack(
            VersionedTargets targets,
            S3Connections connections,
            VersionedDatasets datasets,
            VersionSwitch pointers,
            PublicationStore publications,
            RecordUrls urls,
            History history) {
        this.targets = targets;
        this.connections = connections;
        this.datasets = datasets;
        this.pointers = pointers;
        this.publications = publications;
        this.urls = urls;
        this.history = history;
    }

    /**
     * What somebody wants.
     *
     * @param dataset its key
     * @param target name of a target; null for each that has the dataset in the versioned layout
     * @param version null for the one before the live one
     * @param dryRun only prove that it can be done
     */
    public record Wish(
            String dataset,
            @Nullable String target,
            @Nullable String version,
            boolean dryRun) {}

    /**
     * What was done in one target, or would be.
     *
     * @param from the version that was live
     * @param to the version that is live now
     * @param address of the version that is live now
     * @param switched false when it was live already, and in a dry run
     */
    public record Step(String target, String from, String to, URI address, boolean switched) {}

    private record Plan(TargetSettings target, Pointer before, Version version, URI address) {}

    /**
     * Proves it in all targets first; only then the first one is switched.
     *
     * @param user for the history
     * @throws UnknownVersionException when there is no such dataset, target or version
     * @throws NoEarlierVersionException when none was live before
     * @throws DamagedVersionException when the version is not all there
     */
    public List<Step> to(Wish wish, String user) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (TargetSettings target : targets.of(wish.target())) {
            plan(target, wish).ifPresent(plans::add);
        }
        if (plans.isEmpty()) {
            throw new UnknownVersionException("no target has versions of '" + wish.dataset() + "'");
        }
        List<Step> steps = new ArrayList<>();
        for (Plan plan : plans) {
            steps.add(wish.dryRun() ? step(plan, false) : step(plan, carryOut(plan, wish, user)));
        }
        return steps;
    }

    private Optional<Plan> plan(TargetSettings target, Wish wish) throws IOException {
        try (S3Connection connection = connections.open(target)) {
            VersionedDataset dataset = datasets.in(connection, wish.dataset());
            Optional<Found> found = dataset.pointer();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Pointer before = found.get().pointer();
            Version version = version(dataset, chosen(before, wish, target));
            new VersionProof(dataset, READ_UP_TO).require(version.manifest());
            return Optional.of(new Plan(target, before, version, dataset.address(version.name(), version.opened())));
        }
    }

    private static String chosen(Pointer pointer, Wish wish, TargetSettings target) throws IOException {
        if (wish.version() == null) {
            return pointer.earlier().stream()
                    .map(Pointer.Earlier::version)
                    .filter(earlier -> earlier.compareTo(pointer.version()) < 0)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new NoEarlierVersionException("target '" + target.name()
                            + "' keeps no version of '" + wish.dataset() + "' before " + pointer.version()));
        }
        if (!pointer.knows(wish.version())) {
            throw new UnknownVersionException("target '" + target.name() + "' keeps no version " + wish.version()
                    + " of '" + wish.dataset() + "'; it has " + known(pointer));
        }
        return wish.version();
    }

    private static List<String> known(Pointer pointer) {
        return Stream.concat(
                        Stream.of(pointer.version()), pointer.earlier().stream().map(Pointer.Earlier::version))
                .sorted()
                .toList();
    }

    private static Version version(VersionedDataset dataset, String name) throws IOException {
        return dataset.version(name)
                .orElseThrow(() -> new DamagedVersionException(
                        "target '" + dataset.target() + "': " + dataset.directory(name) + " has no manifest"));
    }

    private boolean carryOut(Plan plan, Wish wish, String user) throws IOException {
        try (S3Connection connection = connections.open(plan.target())) {
            VersionedDataset dataset = datasets.in(connection, wish.dataset());
            Outcome outcome = pointers.rollBack(dataset, plan.version());
            List<URI> before = addresses(dataset, plan);
            publications.put(wish.dataset(), outcome.live());
            urls.follow(plan.version().manifest(), before, outcome.live().address());
            if (outcome.switched()) {
                append(plan, wish, user);
            }
            return outcome.switched();
        }
    }

    /** Those that a record may have. An archive's name is another one when it was compressed otherwise. */
    private List<URI> addresses(VersionedDataset dataset, Plan plan) {
        Stream<URI> noted =
                publications.find(dataset.key(), dataset.target()).stream().map(Publication::address);
        Stream<URI> kept = known(plan.before()).stream()
                .map(version -> dataset.address(version, plan.version().opened()));
        return Stream.concat(noted, kept).distinct().toList();
    }

    private void append(Plan plan, Wish wish, String user) {
        history.append(NewOperation.on(plan.version().manifest().target(), "roll-back")
                .by(user)
                .noting("target", plan.target().name())
                .noting("dataset", wish.dataset())
                .noting("from", plan.before().version())
                .noting("version", plan.version().name())
                .noting("url", plan.address().toString()));
    }

    private static Step step(Plan plan, boolean switched) {
        return new Step(
                plan.target().name(), plan.before().version(), plan.version().name(), plan.address(), switched);
    }
}
