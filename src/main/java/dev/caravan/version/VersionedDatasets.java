package dev.caravan.version;

import dev.caravan.s3.S3Connection;
import dev.caravan.s3.TargetSettings;
import java.util.function.Predicate;

/** Datasets in targets of the versioned layout. */
public final class VersionedDatasets {
    private final Predicate<TargetSettings> conditionalWrites;

    /** @param conditionalWrites whether a target's server looks at `If-Match` and `If-None-Match` of a PUT */
    public VersionedDatasets(Predicate<TargetSettings> conditionalWrites) {
        this.conditionalWrites = conditionalWrites;
    }

    public VersionedDataset in(S3Connection connection, String key) {
        return new VersionedDataset(connection, key, conditionalWrites.test(connection.target()));
    }
}
