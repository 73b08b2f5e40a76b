package dev.caravan.stage.archive;

import dev.caravan.dataset.Dataset;

/** Bean `backups`: says how a dataset is archived, at the moment at which it was claimed. */
public final class Backups {
    private final ArchiveSettings settings;

    public Backups(ArchiveSettings settings) {
        this.settings = settings;
    }

    public Backup begin(Dataset dataset) {
        return new Backup(dataset, settings.compression(), settings.level(), settings.spool(), null, null);
    }
}
