package dev.caravan.stage.scan;

import dev.caravan.file.FileStore;
import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks through all sources, one after the other. What is wrong with one does not stop the others. */
final class SourcesWalk {
    private final List<Source> sources;
    private final FileStore store;
    private final ScanReport report;
    private final Map<Path, Source> byRealRoot = new LinkedHashMap<>();

    SourcesWalk(List<Source> sources, FileStore store, ScanReport report) {
        this.sources = sources;
        this.store = store;
        this.report = report;
    }

    void walk(BatchSink sink) throws InterruptedException {
        sources.forEach(this::resolve);
        for (Map.Entry<Path, Source> entry : byRealRoot.entrySet()) {
            Set<Path> others = new HashSet<>(byRealRoot.keySet());
            others.remove(entry.getKey());
            walk(entry.getValue(), others, sink);
        }
    }

    private void resolve(Source source) {
        try {
            Source same = byRealRoot.putIfAbsent(source.root().toRealPath(), source);
            if (same != null) {
                report.error(name(source) + " is the same directory as " + name(same) + ", and is left out");
            }
        } catch (IOException e) {
            unusable(source, e);
        }
    }

    private void walk(Source source, Set<Path> others, BatchSink sink) throws InterruptedException {
        SourceListener listener = listener(source, others, sink);
        try {
            boolean nothing = new SourceWalk(source, others, listener).findsNothing();
            if (nothing && store.knowsAnyBelow(source.root())) {
                report.error(name(source) + " is empty, but there are records of files in it: is it mounted?");
            }
        } catch (IOException e) {
            unusable(source, e);
        } finally {
            listener.flush();
        }
    }

    private SourceListener listener(Source source, Set<Path> others, BatchSink sink) {
        RosterBatches batches = new RosterBatches(source, report, sink);
        return switch (source.unit()) {
            case FILE -> new BatchListener(source, report, sink);
            case DIRECTORY ->
                source.takesTrees()
                        ? new TreeListener(source, report, batches)
                        : new DirectoryListener(source, report, batches);
            case MANIFEST -> new ManifestListener(source, report, batches, new ManifestMembers(source, others));
        };
    }

    private void unusable(Source source, IOException e) {
        report.error(name(source) + " cannot be used: " + Cause.of(e));
    }

    private static String name(Source source) {
        return "source directory '" + PrintablePath.of(source.root()) + "'";
    }
}
