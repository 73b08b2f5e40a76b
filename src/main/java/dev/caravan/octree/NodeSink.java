package dev.caravan.octree;

import java.io.IOException;

/** Takes finished nodes, each once, children before parents, in an order that depends on the points only. */
public interface NodeSink {

    /**
     * @param points how many the node has; 0 for an inner node whose points all went up
     * @param data that holds the node's bytes, as its codec made them
     */
    void write(long location, long points, byte[] data, int at, int length) throws IOException;
}
