package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import java.util.List;

/** Finds the boxes of the points themselves, where those of the headers cannot be used. */
final class Measuring {
    private final List<LasFile> files;
    private final Boxes seen;

    Measuring(List<LasFile> files) {
        this.files = files;
        this.seen = Boxes.none(files);
    }

    /** For one worker. */
    Pass.Reader share() {
        Boxes own = Boxes.none(files);
        return new Pass.Reader() {
            @Override
            public boolean read(int file, PointBatch block) {
                own.add(file, block);
                return true;
            }

            @Override
            public void end() {
                include(own);
            }
        };
    }

    private synchronized void include(Boxes boxes) {
        seen.include(boxes);
    }

    Boxes seen() {
        return seen;
    }
}
