package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;

/** A content that can only be read from its beginning. Its bytes are the same at each opening. */
public interface SequentialContent {

    InputStream open() throws IOException;

    /** It has no more bytes than this; by it the size of parts is chosen. */
    long mostBytes();
}
