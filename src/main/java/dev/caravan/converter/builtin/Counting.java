package dev.caravan.converter.builtin;

import dev.caravan.converter.Phase;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.octree.CellCounts;
import dev.caravan.octree.Cube;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first pass: the octree's frame, and how many points each cell of its grid has. The headers' bounding boxes are taken at
 * their word until the points have been seen; where they are wrong, the points are read once more.
 */
final class Counting {
    private final List<LasFile> files;
    private final PointPasses passes;
    private final List<String> warnings = new ArrayList<>();

    /** @param counts cells of the frame's cube */
    record Result(Frame frame, Cube cube, CellCounts counts) {}

    Counting(List<LasFile> files, PointPasses passes) {
        this.files = files;
        this.passes = passes;
    }

    List<String> warnings() {
        return warnings;
    }

    Result run() throws IOException {
        List<IntBounds> stated = new ArrayList<>();
        for (LasFile file : files) {
            Optional<IntBounds> bounds = IntBounds.stated(file);
            bounds.ifPresent(stated::add);
        }
        List<IntBounds> seen = new ArrayList<>();
        if (stated.size() == files.size()) {
            Result result = count(Frame.of(files, stated), seen);
            if (!warnOfWrongBounds(stated, seen)) {
                return result;
            }
        } else {
            passes.run(Phase.MEASURE, file -> watch(seen));
            warnOfImplausibleBounds(seen);
        }
        return count(Frame.of(files, seen), new ArrayList<>());
    }

    private Result count(Frame frame, List<IntBounds> seen) throws IOException {
        Cube cube = frame.cube();
        CellCounts counts = new CellCounts();
        passes.run(Phase.MEASURE, file -> {
            PointPasses.BatchConsumer bounds = watch(seen);
            Quantizer quantizer = new Quantizer(file, frame);
            return batch -> {
                bounds.accept(batch);
                count(batch, quantizer, cube, counts);
            };
        });
        return new Result(frame, cube, counts);
    }

    private static void count(PointBatch batch, Quantizer quantizer, Cube cube, CellCounts counts) {
        byte[] bytes = batch.bytes();
        for (int i = 0; i < batch.count(); i++) {
            int at = i * batch.recordLength();
            counts.add(cube.morton(
                    quantizer.quanta(bytes, at, 0), quantizer.quanta(bytes, at, 1), quantizer.quanta(bytes, at, 2)));
        }
    }

    private static PointPasses.BatchConsumer watch(List<IntBounds> seen) {
        IntBounds bounds = new IntBounds();
        seen.add(bounds);
        return bounds::add;
    }

    private boolean warnOfWrongBounds(List<IntBounds> stated, List<IntBounds> seen) {
        boolean wrong = false;
        for (int i = 0; i < files.size(); i++) {
            if (!stated.get(i).isSame(seen.get(i))) {
                wrong = true;
                warnings.add(files.get(i).path() + ": the header's bounding box ("
                        + stated.get(i).describe(files.get(i)) + ") is not that of the points ("
                        + seen.get(i).describe(files.get(i)) + "); it was recomputed");
            }
        }
        return wrong;
    }

    private void warnOfImplausibleBounds(List<IntBounds> seen) {
        for (int i = 0; i < files.size(); i++) {
            if (IntBounds.stated(files.get(i)).isEmpty()) {
                warnings.add(files.get(i).path() + ": the header's bounding box cannot be one; recomputed as "
                        + seen.get(i).describe(files.get(i)));
            }
        }
    }
}
