package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;

/** Content that is made while it is read, from its first byte to its last. Its bytes are the same at each opening. */
public interface SequentialContent {

    /** From the first byte on. The caller closes it. */
    InputStream open() throws IOException;

    /** An upper bound of its length, by which the parts of an upload are sized. */
    long mostBytes();
}
