package dev.caravan.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server that was killed leaves behind: objects that it was still receiving. It writes them under their name and a
 * random suffix, and gives them their extended attributes, the ETag among them, just before it renames them.
 */
final class PartialObjects {
    private static final Logger LOG = LoggerFactory.getLogger(PartialObjects.class);
    private static final Pattern RECEIVING =
            Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.DOTALL);
    private static final String ETAG = "user.content-md5";

    private final Path root;
    /** There while the server runs; found at a start, it tells of a crash. Beside the root, where it is no bucket. */
    private final Path running;

    PartialObjects(Path root) {
        this.root = root;
        this.running = root.resolveSibling("s3-running");
    }

    /** Looks through all objects, but only when the server was not closed last time. */
    void sweepAfterCrash() throws IOException {
        if (Files.exists(running) && keepsAttributes()) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : (Iterable<Path>) files.filter(PartialObjects::isPartial)::iterator) {
                    LOG.info("removing {}: its upload was cut off", file);
                    Files.delete(file);
                }
            }
        }
        Files.writeString(running, "");
    }

    void closed() throws IOException {
        Files.deleteIfExists(running);
    }

    /** Where the file system cannot keep them, whole objects could not be told from partial ones. */
    private boolean keepsAttributes() {
        try {
            view(running).write(ETAG, ByteBuffer.wrap(new byte[] {1}));
            return view(running).list().contains(ETAG);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no extended attributes at {}", root, e);
            return false;
        }
    }

    private static boolean isPartial(Path file) {
        try {
            return RECEIVING.matcher(file.getFileName().toString()).matches()
                    && Files.isRegularFile(file)
                    && !view(file).list().contains(ETAG);
        } catch (IOException e) {
            LOG.warn("{} may be the rest of an upload that was cut off: {}", file, e.toString());
            return false;
        }
    }

    private static UserDefinedFileAttributeView view(Path file) {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (view == null) {
            throw new UnsupportedOperationException("no extended attributes");
        }
        return view;
    }
}
