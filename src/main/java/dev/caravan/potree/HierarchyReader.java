package dev.caravan.potree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks hierarchy.bin as a viewer does: the i-th record of a chunk is the i-th node that the masks before it announce. Node
 * types other than 'proxy' are not believed, as PotreeConverter's are wrong; dead records are never reached.
 */
final class HierarchyReader {
    private static final int MAX_LEVEL = 60;
    /** A chunk of eight full levels; PotreeConverter's have five. */
    private static final long MAX_CHUNK = 64L << 20;

    /** Takes each node once. */
    interface Visitor {
        void node(Node node) throws IOException, InvalidOctreeException;
    }

    /**
     * A node, with its place as cells from the cube's lower corner on the grid of its level.
     *
     * @param record its own, never a proxy
     */
    record Node(int level, double x, double y, double z, HierarchyRecord record) {

        Node child(int index, HierarchyRecord child) {
            return new Node(level + 1, 2 * x + (index >> 2 & 1), 2 * y + (index >> 1 & 1), 2 * z + (index & 1), child);
        }

        Node with(HierarchyRecord own) {
            return new Node(level, x, y, z, own);
        }
    }

    private final FileChannel channel;
    private final long fileSize;
    private final Visitor visitor;
    private final Deque<Node> proxies = new ArrayDeque<>();
    private long read;
    private int depth;

    private HierarchyReader(FileChannel channel, Visitor visitor) throws IOException {
        this.channel = channel;
        this.fileSize = channel.size();
        this.visitor = visitor;
    }

    /** @return the deepest level */
    static int walk(Path hierarchy, long firstChunkSize, Visitor visitor) throws IOException, InvalidOctreeException {
        try (FileChannel channel = FileChannel.open(hierarchy, StandardOpenOption.READ)) {
            return new HierarchyReader(channel, visitor).walk(firstChunkSize);
        }
    }

    private int walk(long firstChunkSize) throws IOException, InvalidOctreeException {
        proxies.add(new Node(0, 0, 0, 0, new HierarchyRecord(HierarchyRecord.PROXY, 0, 0, 0, firstChunkSize)));
        while (!proxies.isEmpty()) {
            chunk(proxies.remove());
        }
        return depth;
    }

    private void chunk(Node proxy) throws IOException, InvalidOctreeException {
        byte[] records = read(proxy.record().offset(), proxy.record().size());
        HierarchyRecord first = HierarchyRecord.fromBytes(records, 0);
        if (first.isProxy()) {
            throw new InvalidOctreeException(
                    "the chunk at byte " + proxy.record().offset() + " begins with a proxy, expected a node");
        }
        List<Node> announced = new ArrayList<>();
        announced.add(proxy.with(first));
        int next = 1;
        for (int i = 0; i < announced.size(); i++) {
            Node node = announced.get(i);
            if (node.record().isProxy()) {
                proxies.add(node);
                continue;
            }
            visit(node);
            for (int child = 0; child < 8; child++) {
                if ((node.record().childMask() >> child & 1) != 0) {
                    announced.add(node.child(child, record(records, next++, proxy)));
                }
            }
        }
        if (next * HierarchyRecord.SIZE != records.length) {
            throw new InvalidOctreeException(
                    "the chunk at byte " + proxy.record().offset() + " has " + records.length / HierarchyRecord.SIZE
                            + " records, but its masks announce " + next);
        }
    }

    private void visit(Node node) throws IOException, InvalidOctreeException {
        if (node.level() > MAX_LEVEL) {
            throw new InvalidOctreeException("a node lies deeper than level " + MAX_LEVEL);
        }
        depth = Math.max(depth, node.level());
        visitor.node(node);
    }

    private static HierarchyRecord record(byte[] records, int index, Node proxy) throws InvalidOctreeException {
        if ((index + 1) * HierarchyRecord.SIZE > records.length) {
            throw new InvalidOctreeException(
                    "the masks of the chunk at byte " + proxy.record().offset() + " announce more than its "
                            + records.length / HierarchyRecord.SIZE + " records");
        }
        return HierarchyRecord.fromBytes(records, index * HierarchyRecord.SIZE);
    }

    private byte[] read(long offset, long size) throws IOException, InvalidOctreeException {
        if (size < HierarchyRecord.SIZE || size % HierarchyRecord.SIZE != 0 || size > MAX_CHUNK) {
            throw new InvalidOctreeException("a chunk of " + size + " bytes, expected a multiple of "
                    + HierarchyRecord.SIZE + " up to " + MAX_CHUNK);
        }
        if (offset < 0 || offset > fileSize - size) {
            throw new InvalidOctreeException(
                    "a chunk at byte " + offset + " of " + size + " bytes, but the file has " + fileSize);
        }
        read += size;
        // Chunks do not overlap, so more than the file cannot be read without going round in circles.
        if (read > fileSize) {
            throw new InvalidOctreeException("chunks refer to each other, or overlap");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("hierarchy.bin became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
