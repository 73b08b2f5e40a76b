package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at one dataset of many files with a scan's own eyes, and not at the rest of its source. */
final class RosterLook {
    private final Source source;
    private final Set<Path> otherRoots;

    RosterLook(Source source, Set<Path> otherRoots) {
        this.source = source;
        this.otherRoots = otherRoots;
    }

    /**
     * The dataset at a directory or a manifest; empty when no file of it is there.
     *
     * @throws IOException when it cannot be looked at
     */
    Optional<Roster> at(Path target) throws IOException, InterruptedException {
        List<Roster> found = new ArrayList<>();
        // A report of what is seen here is nobody's.
        ScanReport report = new ScanReport(Instant.EPOCH);
        RosterBatches batches = new RosterBatches(source, report, batch -> found.addAll(batch.rosters()));
        switch (source.unit()) {
            case DIRECTORY -> directory(target, report, batches);
            case MANIFEST ->
                new ManifestListener(source, report, batches, new ManifestMembers(source, otherRoots))
                        .found(SourceFile.read(target));
            case FILE -> {
                // No dataset of such a source has many files.
            }
        }
        batches.flush();
        return found.stream().findFirst();
    }

    private void directory(Path target, ScanReport report, RosterBatches batches)
            throws IOException, InterruptedException {
        if (source.takesTrees()) {
            TreeListener tree = new TreeListener(source, report, batches);
            new SourceWalk(source, otherRoots, tree).listTree(target);
            tree.flush();
        } else {
            new SourceWalk(source, otherRoots, new DirectoryListener(source, report, batches)).list(target);
        }
    }
}
