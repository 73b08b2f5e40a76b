package dev.caravan.version;

import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.TargetSettings;

/** Datasets in targets of the versioned layout. */
public final class VersionedDatasets {
    private final ConditionalWrites conditionalWrites;

    /** @param conditionalWrites whether a target's server looks at `If-Match` and `If-None-Match` of a PUT */
    public VersionedDatasets(ConditionalWrites conditionalWrites) {
        this.conditionalWrites = conditionalWrites;
    }

    /** What is known of the targets' servers. */
    public interface ConditionalWrites {
        boolean by(TargetSettings target) throws PublishException;
    }

    public VersionedDataset in(S3Connection connection, String key) {
        return new VersionedDataset(connection, key, conditionalWrites);
    }
}
