package dev.caravan.s3;

import java.nio.file.Path;

/**
 * A file, and the object that it becomes.
 *
 * @param file where its content is
 * @param key of the object
 * @param size in bytes
 * @param contentType as viewers get it
 * @param partSize size of the parts that it is sent in, but for the last; at least {@code size} when it is sent whole
 * @param isMetadata true for the object that makes the others visible: who has it, finds them
 */
public record LocalObject(Path file, String key, long size, String contentType, long partSize, boolean isMetadata) {

    public boolean isMultipart() {
        return size > partSize;
    }

    public int parts() {
        return Math.toIntExact(Math.max(1, (size + partSize - 1) / partSize));
    }

    /** Bytes of the part with this index, the first being 0. */
    FileRange part(int index) {
        long offset = index * partSize;
        return new FileRange(file, offset, Math.min(partSize, size - offset));
    }

    FileRange whole() {
        return new FileRange(file, 0, size);
    }
}
