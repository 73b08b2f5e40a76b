package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.octree.Cube;
import dev.caravan.octree.OctreeBuilder;
import dev.caravan.octree.Router;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to bring all points into a frame and to the octree's buckets. It ends early when a point lies outside the boxes
 * that the frame was made of.
 */
final class Distribution {
    private final List<LasFile> files;
    private final RecordLayout layout;
    private final Boxes stated;
    private final Frame frame;
    private final OctreeBuilder builder;
    private final AttributeRanges ranges;
    private final Boxes seen;
    private long read;

    /** @param builder over the cube of the boxes' frame */
    Distribution(List<LasFile> files, RecordLayout layout, Boxes stated, OctreeBuilder builder) {
        this.files = files;
        this.layout = layout;
        this.stated = stated;
        this.frame = stated.frame();
        this.builder = builder;
        this.ranges = new AttributeRanges(layout.attributes());
        this.seen = Boxes.none(files);
    }

    /** @return what the files had to say */
    List<String> run(Pass pass) throws IOException {
        return pass.run(() -> {
            Reader reader = new Reader();
            return reader::read;
        });
    }

    private synchronized void include(int file, IntBounds box, AttributeRanges others, long count) {
        ranges.add(others);
        seen.include(file, box);
        read += count;
    }

    Frame frame() {
        return frame;
    }

    Cube cube() {
        return frame.cube();
    }

    OctreeBuilder builder() {
        return builder;
    }

    AttributeRanges ranges() {
        return ranges;
    }

    Boxes seen() {
        return seen;
    }

    long read() {
        return read;
    }

    /** One worker's share. */
    private final class Reader {
        private final Router router = builder.router();
        private @Nullable RecordEncoder encoder;
        private int file = -1;
        private byte[] records = new byte[0];

        boolean read(int number, PointBatch block) throws IOException {
            IntBounds box = new IntBounds();
            box.add(block);
            if (!stated.contains(number, box)) {
                return false;
            }
            RecordEncoder present = encoder(number, block.capacity());
            present.encode(block, records);
            AttributeRanges own = new AttributeRanges(layout.attributes());
            own.add(records, block.count());
            router.add(records, block.count());
            include(number, box, own, block.count());
            return true;
        }

        private RecordEncoder encoder(int number, int capacity) {
            RecordEncoder present = encoder;
            if (present == null || file != number) {
                // Zeroed anew, as attributes that this file lacks are not written.
                records = new byte[capacity * layout.stride()];
                file = number;
                present = layout.encoder(files.get(number), frame);
                encoder = present;
            }
            return present;
        }
    }
}
