package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bounding boxes of several files, in the integers of each. */
final class Boxes {
    /** A header's cube that is larger than that of the points by no more than this is used as it is. */
    private static final double SLACK = 1.01;

    private final List<LasFile> files;
    private final List<IntBounds> boxes;

    private Boxes(List<LasFile> files, List<IntBounds> boxes) {
        this.files = files;
        this.boxes = boxes;
    }

    /** Empty boxes. */
    static Boxes none(List<LasFile> files) {
        return new Boxes(files, files.stream().map(file -> new IntBounds()).toList());
    }

    /** The headers' boxes; empty when one of them cannot be one. */
    static Optional<Boxes> stated(List<LasFile> files) {
        List<IntBounds> boxes = new ArrayList<>();
        for (LasFile file : files) {
            IntBounds.stated(file).ifPresent(boxes::add);
        }
        return boxes.size() == files.size() ? Optional.of(new Boxes(files, boxes)) : Optional.empty();
    }

    void include(int file, IntBounds box) {
        boxes.get(file).include(box);
    }

    boolean contains(int file, IntBounds box) {
        return boxes.get(file).contains(box);
    }

    Frame frame() {
        return Frame.of(files, boxes);
    }

    /** Whether these boxes serve as well as those of the points would. */
    boolean serveFor(Boxes seen) {
        for (int i = 0; i < files.size(); i++) {
            if (!contains(i, seen.boxes.get(i))) {
                return false;
            }
        }
        return frame().cube().edge() <= SLACK * seen.frame().cube().edge();
    }

    /** What is to be said of headers whose box is not that of the points. */
    List<String> warnings(Boxes seen) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            LasFile file = files.get(i);
            IntBounds stated = boxes.get(i);
            IntBounds real = seen.boxes.get(i);
            if (!stated.isNearly(real)) {
                warnings.add(file.path() + ": the header's bounding box (" + stated.describe(file)
                        + ") is not that of the points (" + real.describe(file) + "); it was recomputed");
            }
        }
        return warnings;
    }

    /** What is to be said of headers whose box cannot be one; these boxes are those of the points. */
    List<String> warningsOfImplausible() {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            LasFile file = files.get(i);
            if (IntBounds.stated(file).isEmpty()) {
                warnings.add(file.path() + ": the header's bounding box cannot be one; recomputed as "
                        + boxes.get(i).describe(file));
            }
        }
        return warnings;
    }
}
