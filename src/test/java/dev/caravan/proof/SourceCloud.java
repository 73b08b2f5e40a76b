package dev.caravan.proof;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A source file with all its records in memory.
 *
 * @param bytes records one after the other, as the file's point format says
 */
record SourceCloud(LasFile file, byte[] bytes) {

    /** @throws dev.caravan.converter.BadInputException as the reader does */
    static SourceCloud read(Path path) throws IOException {
        LasFile file = LasFile.open(path);
        int length = file.header().recordLength();
        PointBatch batch = new PointBatch(length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (PointSource source = file.points()) {
            while (source.read(batch)) {
                all.write(batch.bytes(), 0, batch.count() * length);
            }
        }
        return new SourceCloud(file, all.toByteArray());
    }

    ByteBuffer records() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int stride() {
        return file.header().recordLength();
    }

    int count() {
        return bytes.length / stride();
    }
}
