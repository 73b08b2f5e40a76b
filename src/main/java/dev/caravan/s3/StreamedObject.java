package dev.caravan.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An object whose content is made as it is sent.
 *
 * @param key of the object
 * @param contentType as readers get it
 * @param content of the object
 * @param scratch a directory for parts that are too large for memory, three at a time; null when there is none
 */
public record StreamedObject(
        String key,
        String contentType,
        SequentialContent content,
        @Nullable Path scratch) {}
