package dev.caravan.why;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.PrintablePath;
import dev.caravan.stage.scan.FoundGroup;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of many files, and what is known of it.
 *
 * @param target its directory or manifest
 * @param record empty when it has none, as when another dataset has its key
 * @param found as it is on disk; empty when nothing of it is there
 * @param outdated whether something else would be made of it now than what is published
 * @param refusal why another dataset's key keeps it from being taken; null when none does
 */
record GroupSubject(
        String key,
        Path target,
        Optional<DatasetRecord> record,
        Optional<FoundGroup> found,
        boolean outdated,
        @Nullable String refusal) {

    /** Id of its newest job, or claim. */
    Optional<String> job() {
        return record.map(DatasetRecord::job);
    }

    /** Whether what is on disk is another version than the record is about. */
    boolean changed(DatasetRecord known) {
        return found.map(group -> !group.is(known.fingerprint())).orElse(false);
    }

    ReprocessCall again() {
        return ReprocessCall.of(target.toString());
    }

    /** ` (the dataset of 25 files, '/las/area')`. */
    String name() {
        int members = record.map(DatasetRecord::members)
                .orElseGet(() ->
                        found.map(group -> group.roster().members().size()).orElse(0));
        return " (the dataset of " + members + " files, '" + PrintablePath.of(target) + "')";
    }
}
