package dev.caravan.potree;

import dev.caravan.octree.NodeSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes octree.bin node by node, and remembers where each one lies. */
public final class OctreeWriter implements NodeSink, Closeable {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final NodeTable nodes = new NodeTable();
    private int filled;
    private long position;

    public OctreeWriter(Path octree) throws IOException {
        this.out = Files.newOutputStream(OctreeFiles.points(octree));
    }

    @Override
    public void write(long location, long points, byte[] data, int at, int length) throws IOException {
        if (length > buffer.length - filled) {
            flush();
        }
        if (length > buffer.length) {
            out.write(data, at, length);
        } else {
            System.arraycopy(data, at, buffer, filled, length);
            filled += length;
        }
        add(location, points, length);
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private void add(long location, long points, long length) {
        nodes.add(location, points, length == 0 ? 0 : position, length);
        position += length;
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
        try (out) {
            flush();
        }
    }
}
