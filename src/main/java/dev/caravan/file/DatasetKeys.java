package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Redis keys of a dataset, in the order in which the scripts want them. */
final class DatasetKeys {

    private DatasetKeys() {}

    /** Absolute path of what owns the dataset key. */
    static String owner(String datasetKey) {
        return "key:" + datasetKey;
    }

    /** The set of the absolute paths of a dataset's members. */
    static String members(String datasetKey) {
        return "members:" + datasetKey;
    }

    /** The dataset key of a directory or a manifest. */
    static String target(Path target) {
        return "target:" + target;
    }

    /** Of `dataset-claim.lua`. */
    static List<String> toClaim(Dataset dataset) {
        List<String> keys = new ArrayList<>(
                List.of(owner(dataset.key()), Dataset.recordKey(dataset.key()), members(dataset.key())));
        dataset.files().forEach(file -> keys.add(file.recordKey()));
        return keys;
    }

    /** Of `dataset-note.lua`. */
    static List<String> toNote(Roster roster) {
        List<String> keys = new ArrayList<>(List.of(owner(roster.key()), Dataset.recordKey(roster.key())));
        roster.files().forEach(file -> keys.add(file.recordKey()));
        return keys;
    }

    /** Of `dataset-ask.lua`. A roster may have no file at all. */
    static List<String> toAsk(Roster roster) {
        List<SourceFile> files = roster.files();
        String first =
                files.isEmpty() ? "file:" + roster.target() : files.get(0).recordKey();
        return List.of(Dataset.recordKey(roster.key()), owner(roster.key()), first);
    }
}
