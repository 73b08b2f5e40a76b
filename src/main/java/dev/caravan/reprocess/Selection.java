package dev.caravan.reprocess;

import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FileFilter;
import dev.caravan.file.FileStatus;
import dev.caravan.stage.scan.PathPattern;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files are asked for. Those of a pattern are looked for among the files that have a record: others are a scan's. */
public sealed interface Selection {

    /** What people call it. */
    String title();

    Iterator<String> paths(FileCatalog catalog);

    /** @param path absolute and normalised */
    record OneFile(Path path) implements Selection {
        @Override
        public String title() {
            return path.toString();
        }

        @Override
        public Iterator<String> paths(FileCatalog catalog) {
            return List.of(path.toString()).iterator();
        }
    }

    /** @param files absolute and normalised, each once */
    record Listed(List<Path> files) implements Selection {
        public Listed {
            files = List.copyOf(files);
        }

        @Override
        public String title() {
            return files.size() + " files";
        }

        @Override
        public Iterator<String> paths(FileCatalog catalog) {
            return files.stream().map(Path::toString).iterator();
        }
    }

    /** @param text the pattern as it was asked for */
    record Matching(String text, PathPattern pattern) implements Selection {
        @Override
        public String title() {
            return text;
        }

        @Override
        public Iterator<String> paths(FileCatalog catalog) {
            FileFilter filter = FileFilter.ALL.below(pattern.prefix()).matching(pattern::matches);
            return Selection.paths(catalog, filter);
        }
    }

    /** All that failed or were refused. */
    record AllFailed() implements Selection {
        @Override
        public String title() {
            return "all that failed";
        }

        @Override
        public Iterator<String> paths(FileCatalog catalog) {
            return Selection.of(catalog, Set.of(FileStatus.FAILED, FileStatus.REFUSED));
        }
    }

    /** All that were published, to whatever target. */
    record AllPublished() implements Selection {
        @Override
        public String title() {
            return "all that are published";
        }

        @Override
        public Iterator<String> paths(FileCatalog catalog) {
            return Selection.of(catalog, Set.of(FileStatus.COMPLETED));
        }
    }

    /** Datasets of many files come first: of some no file has a record. */
    private static Iterator<String> of(FileCatalog catalog, Set<FileStatus> statuses) {
        Set<String> names = statuses.stream().map(FileStatus::name).collect(Collectors.toUnmodifiableSet());
        Iterator<String> files = Selection.paths(catalog, FileFilter.ALL.of(names));
        Iterator<String> datasets = catalog.datasets().targets(statuses);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return datasets.hasNext() || files.hasNext();
            }

            @Override
            public String next() {
                return datasets.hasNext() ? datasets.next() : files.next();
            }
        };
    }

    private static Iterator<String> paths(FileCatalog catalog, FileFilter filter) {
        Iterator<FileEntry> entries = catalog.all(filter).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public String next() {
                return entries.next().path();
            }
        };
    }
}
