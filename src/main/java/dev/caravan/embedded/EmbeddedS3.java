package dev.caravan.embedded;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/**
 * An S3 server on 127.0.0.1 whose objects are plain files, `<bucket>/<key>` below {@link Workspace#s3()}. Anyone on
 * this machine may read objects with the ACL `public-read`, pages of any origin included; writing takes the key and the
 * secret of the data directory.
 */
public final class EmbeddedS3 implements AutoCloseable {
    /** What viewers of point clouds need (they ask first, for `range` and `content-type`). OPTIONS is always answered. */
    private static final CrossOriginResourceSharing CORS = new CrossOriginResourceSharing(
            List.of("*"),
            List.of("GET", "HEAD"),
            List.of("range", "content-type"),
            List.of("content-range", "content-length", "etag", "accept-ranges"),
            "");

    private static final long STOP_MILLIS = 2_000;

    private final S3Proxy server;
    private final BlobStore store;
    private final S3Credentials credentials;
    private final PartialObjects partial;

    private EmbeddedS3(S3Proxy server, BlobStore store, S3Credentials credentials, PartialObjects partial) {
        this.server = server;
        this.store = store;
        this.credentials = credentials;
        this.partial = partial;
    }

    /**
     * @param lock proof that no other service serves the same directory
     * @throws InvalidSettingException when another program listens on the port
     */
    @SuppressWarnings("unused")
    public static EmbeddedS3 start(Workspace workspace, WorkspaceLock lock, S3Settings settings) throws IOException {
        Files.createDirectories(workspace.s3());
        PartialObjects partial = new PartialObjects(workspace.s3());
        partial.sweepAfterCrash();
        S3Credentials credentials = S3Credentials.of(workspace.s3Credentials());
        BlobStore store = new FilesystemNio2BlobStore(workspace.s3().toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + settings.embeddedPort()))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        credentials.accessKey(),
                        credentials.secretKey().reveal())
                .corsRules(CORS)
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_MILLIS)
                .build();
        listen(server, settings.embeddedPort());
        return new EmbeddedS3(server, store, credentials, partial);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public String accessKey() {
        return credentials.accessKey();
    }

    public Secret secretKey() {
        return credentials.secretKey();
    }

    /** Creates those that are missing. Nobody may list them without the secret. */
    public void createBuckets(Collection<String> names) {
        for (String name : names) {
            if (!store.containerExists(name)) {
                store.createContainer(name);
                store.setContainerAccess(name, BucketCannedACL.PRIVATE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
            partial.closed();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the embedded S3 server does not stop", e);
        }
    }

    private static void listen(S3Proxy server, int port) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            if (e.getCause() instanceof SocketException refusal) {
                throw new InvalidSettingException(
                        S3Settings.PORT_KEY,
                        port,
                        "a free port of 127.0.0.1, or 0 for any free one; " + refusal.getMessage());
            }
            throw new IOException("the embedded S3 server does not start", e);
        }
    }
}
