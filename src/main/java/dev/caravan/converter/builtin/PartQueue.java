package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointParts;
import dev.caravan.las.PointSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of all files, for workers to take. A file is open from its first part's taking until its last part is done. */
final class PartQueue implements Closeable {
    private final List<LasFile> files;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<OpenFile> open = new ArrayList<>();
    private @Nullable OpenFile current;
    private int nextFile;

    /** A file whose parts are being read. */
    private static final class OpenFile {
        final int number;
        final LasFile file;
        final PointParts parts;
        int taken;
        int done;

        OpenFile(int number, LasFile file) throws IOException {
            this.number = number;
            this.file = file;
            this.parts = file.parts();
        }
    }

    /** A part that somebody has taken. */
    record Part(OpenFile of, int number) {

        /** Position of the file in the list. */
        int file() {
            return of.number;
        }

        int recordLength() {
            return of.file.header().recordLength();
        }

        PointSource open() throws IOException {
            return of.parts.open(number);
        }
    }

    PartQueue(List<LasFile> files) {
        this.files = files;
    }

    /** @return null when there are no more */
    synchronized @Nullable Part take() throws IOException {
        while (current == null || current.taken == current.parts.count()) {
            if (nextFile == files.size()) {
                return null;
            }
            current = new OpenFile(nextFile, files.get(nextFile));
            open.add(current);
            nextFile++;
        }
        return new Part(current, current.taken++);
    }

    synchronized void done(Part part) throws IOException {
        OpenFile file = part.of;
        file.done++;
        if (file.done == file.parts.count()) {
            file.parts.warnings().forEach(warning -> warnings.add(file.file.path() + ": " + warning));
            file.parts.close();
            open.remove(file);
        }
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public synchronized void close() throws IOException {
        for (OpenFile file : open) {
            file.parts.close();
        }
        open.clear();
    }
}
