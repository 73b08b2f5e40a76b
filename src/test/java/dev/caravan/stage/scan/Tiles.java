package dev.caravan.stage.scan;

import dev.caravan.dataset.Unit;
import dev.caravan.job.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Sources whose datasets are of many files. */
final class Tiles {
    static final CompleteSettings ANY = CompleteSettings.NONE;

    private Tiles() {}

    static SourceSettings source(Path root, Unit unit, CompleteSettings complete, String... exclude) {
        return new SourceSettings(root.toString(), unit, complete, null, List.of(exclude), "", "", Priority.NORMAL);
    }

    static SourceSettings directories(Path root) {
        return source(root, Unit.DIRECTORY, ANY);
    }

    static SourceSettings manifests(Path root) {
        return source(root, Unit.MANIFEST, ANY);
    }

    static CompleteSettings count(int count) {
        return new CompleteSettings(count, "", null);
    }

    static CompleteSettings doneFile(String name) {
        return new CompleteSettings(0, name, null);
    }

    static CompleteSettings quiet(Duration quiet) {
        return new CompleteSettings(0, "", quiet);
    }
}
