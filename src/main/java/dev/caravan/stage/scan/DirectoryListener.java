package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a dataset of the files that lie directly in each directory; one directory at a time. */
final class DirectoryListener extends SourceListener {
    private final Source source;
    private final RosterBatches batches;
    private final DoneFile doneFile;
    private List<SourceFile> members = new ArrayList<>();
    private List<String> problems = new ArrayList<>();

    DirectoryListener(Source source, ScanReport report, RosterBatches batches) {
        super(report);
        this.source = source;
        this.batches = batches;
        this.doneFile = DoneFile.of(source.complete().doneFile());
    }

    @Override
    public void found(SourceFile file) {
        if (doneFile.is(file.path())) {
            ignored();
        } else {
            members.add(file);
        }
    }

    @Override
    public void unreadable(Path path, IOException cause) {
        if (source.takes(path)) {
            problems.add(cannotRead(path, cause));
        } else {
            super.unreadable(path, cause);
        }
    }

    @Override
    public void unrepresentable(Path path) {
        if (source.takes(path)) {
            problems.add(badName(path));
        } else {
            super.unrepresentable(path);
        }
    }

    @Override
    public void listed(Path directory) throws InterruptedException {
        if (!members.isEmpty() || !problems.isEmpty()) {
            batches.add(
                    Roster.ofDirectory(source.directoryKey(directory), source.root(), directory, members, problems));
            members = new ArrayList<>();
            problems = new ArrayList<>();
        }
    }

    /** What was seen of it until then says nothing about the rest. */
    @Override
    public void notListed(Path directory, IOException cause) throws InterruptedException {
        super.unreadable(directory, cause);
        members = new ArrayList<>();
        problems = new ArrayList<>(List.of(cannotRead(directory, cause)));
        listed(directory);
    }

    @Override
    void flush() throws InterruptedException {
        batches.flush();
    }
}
