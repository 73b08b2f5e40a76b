package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dataset of each directory that lies directly below the source's root, with all files in it and below it. What lies beside these
 * directories is left. The walk goes through one of them before it enters the next.
 */
final class TreeListener extends SourceListener {
    private final Source source;
    private final RosterBatches batches;
    private final DoneFile doneFile;
    private @Nullable Path top;
    private List<SourceFile> members = new ArrayList<>();
    private List<String> problems = new ArrayList<>();

    TreeListener(Source source, ScanReport report, RosterBatches batches) {
        super(report);
        this.source = source;
        this.batches = batches;
        this.doneFile = DoneFile.of(source.complete().doneFile());
    }

    @Override
    public void enters(Path directory) throws InterruptedException {
        super.enters(directory);
        if (!directory.equals(source.root())) {
            Path entered = source.datasetDirectory(directory);
            if (!entered.equals(top)) {
                end();
                top = entered;
            }
        }
    }

    @Override
    public void found(SourceFile file) {
        if (isBelowTop(file.path()) && !doneFile.is(file.path())) {
            members.add(file);
        } else {
            ignored();
        }
    }

    @Override
    public void unreadable(Path path, IOException cause) {
        if (isBelowTop(path)) {
            problems.add(cannotRead(path, cause));
        } else {
            super.unreadable(path, cause);
        }
    }

    @Override
    public void unrepresentable(Path path) {
        if (isBelowTop(path)) {
            problems.add(badName(path));
        } else {
            super.unrepresentable(path);
        }
    }

    private boolean isBelowTop(Path path) {
        return top != null && path.startsWith(top);
    }

    private void end() throws InterruptedException {
        if (top != null && !(members.isEmpty() && problems.isEmpty())) {
            batches.add(Roster.ofDirectory(source.directoryKey(top), source.root(), top, members, problems));
        }
        members = new ArrayList<>();
        problems = new ArrayList<>();
    }

    @Override
    void flush() throws InterruptedException {
        end();
        batches.flush();
    }
}
