package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of one request, as often as they are asked for: a request may be repeated. */
interface PartContent {

    long length();

    /** From the first byte; the one before is closed. */
    InputStream open() throws IOException;

    /** What can be said to the server before it gets the bytes; null when they are read only as they are sent. */
    @Nullable
    PartDigest before();

    /** Of the bytes that were read last. */
    PartDigest after() throws IOException;
}
