package dev.caravan.s3.send;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.LocalObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a {@link SendOrder}, and the object that it becomes.
 *
 * @param file absolute path, which is the same for who orders and who sends
 * @param key of the object, with the target's prefix
 * @param size bytes that the file had when it was ordered
 * @param contentType as viewers get it
 * @param partSize bytes of the parts that it is sent in; at least {@code size} when it is sent whole
 * @param metadata true for the object that makes the others visible, which is the last one
 */
public record OrderedObject(String file, String key, long size, String contentType, long partSize, boolean metadata) {

    static OrderedObject of(LocalObject object) {
        return new OrderedObject(
                object.file().toString(),
                object.key(),
                object.size(),
                object.contentType(),
                object.partSize(),
                object.isMetadata());
    }

    LocalObject local() {
        return new LocalObject(Path.of(file), key, size, contentType, partSize, metadata);
    }

    /** @throws BadInputException it is not there, or not as it was when it was ordered */
    void requireFile() throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(file + ": there is no such file; it is to become " + key);
        }
        long found = Files.size(path);
        if (found != size) {
            throw new BadInputException(
                    file + " has " + found + " bytes, ordered are " + size + ": it was replaced after the order");
        }
    }
}
