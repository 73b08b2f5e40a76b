package dev.caravan.potree;

import dev.caravan.octree.NodeSink;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes octree.bin node by node, uncompressed, and remembers where each one lies. */
public final class OctreeWriter implements NodeSink, Closeable {
    private static final int BUFFER = 1 << 20;

    private final OutputStream out;
    private final int bytesPerPoint;
    private final NodeTable nodes = new NodeTable();
    private long position;

    public OctreeWriter(Path octree, int bytesPerPoint) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(OctreeFiles.points(octree)), BUFFER);
        this.bytesPerPoint = bytesPerPoint;
    }

    @Override
    public void write(long location, byte[] points) throws IOException {
        out.write(points);
        add(location, points.length);
    }

    @Override
    public void write(long location, InputStream points, long bytes) throws IOException {
        long copied = points.transferTo(out);
        if (copied != bytes) {
            throw new IOException("a node of " + bytes + " bytes has " + copied + " in the scratch file");
        }
        add(location, bytes);
    }

    private void add(long location, long bytes) {
        nodes.add(location, bytes / bytesPerPoint, bytes == 0 ? 0 : position, bytes);
        position += bytes;
    }

    public NodeTable nodes() {
        return nodes;
    }

    /** Bytes written so far. */
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
