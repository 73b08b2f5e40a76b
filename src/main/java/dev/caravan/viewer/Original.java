package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a publication's objects are, read with our credentials: what a browser gets is held against it. Publishing has proven that it is
 * what lies on disk.
 */
final class Original {
    private final S3Connection connection;
    private final S3Objects objects;
    private final String directory;

    Original(S3Connection connection, String directory) {
        this.connection = connection;
        this.objects = new S3Objects(connection);
        this.directory = directory;
    }

    /** Of the objects that it has. */
    List<String> names(Publication publication) throws IOException {
        return PublishedNames.of(publication, objects);
    }

    /** In bytes. */
    long size(String name) throws IOException {
        return connection.require(directory + name).contentLength();
    }

    /** Both ends included. */
    byte[] bytes(String name, long first, long last) throws IOException {
        try (InputStream content = objects.open(directory + name, first, last)) {
            return content.readAllBytes();
        }
    }
}
