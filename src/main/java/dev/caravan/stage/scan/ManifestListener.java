package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;

/** Makes a dataset of the files that each manifest names; one manifest at a time. */
final class ManifestListener extends SourceListener {
    private final Source source;
    private final RosterBatches batches;
    private final ManifestMembers members;

    ManifestListener(Source source, ScanReport report, RosterBatches batches, ManifestMembers members) {
        super(report);
        this.source = source;
        this.batches = batches;
        this.members = members;
    }

    @Override
    public void found(SourceFile manifest) throws InterruptedException {
        MemberList list = members.of(manifest.path());
        batches.add(
                Roster.ofManifest(source.key(manifest.path()), source.root(), manifest, list.files(), list.problems()));
    }

    @Override
    void flush() throws InterruptedException {
        batches.flush();
    }
}
