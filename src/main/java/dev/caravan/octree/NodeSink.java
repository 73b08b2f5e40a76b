package dev.caravan.octree;

import java.io.IOException;
import java.io.InputStream;

/** Takes finished nodes, each once, children before parents. */
public interface NodeSink {

    /** @param points the node's records one after the other; empty for an inner node whose points all went up */
    void write(long location, byte[] points) throws IOException;

    /** The same for a node that is too large for memory. */
    void write(long location, InputStream points, long bytes) throws IOException;
}
