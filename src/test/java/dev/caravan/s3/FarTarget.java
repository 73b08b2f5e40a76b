package dev.caravan.s3;

import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.setting.Secret;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/** A target behind a proxy, and what tests send there: files below a directory of their own, in parts of 5 MiB. */
final class FarTarget implements AutoCloseable {
    static final int PART = 5 << 20;

    final FaultyProxy proxy;
    private final String place = UUID.randomUUID() + "/";
    private ATarget target;
    private RetrySettings retry = retry(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private BandwidthSettings bandwidth = BandwidthSettings.unlimited();
    private Map<String, CredentialSettings> credentials = Map.of();
    private UploadStates states = new ForgottenUploads();

    /** Before the embedded server. */
    FarTarget() throws IOException {
        this(RealS3.SERVER.endpoint());
        target = target.keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey());
    }

    FarTarget(URI server) throws IOException {
        proxy = new FaultyProxy(server);
        target = ATarget.named("far").at(proxy.address()).acl("");
    }

    static RetrySettings retry(Duration stall, Duration patience) {
        return new RetrySettings(5, Duration.ofMillis(10), Duration.ofMillis(50), stall, patience);
    }

    FarTarget with(RetrySettings value) {
        retry = value;
        return this;
    }

    FarTarget with(BandwidthSettings value) {
        bandwidth = value;
        return this;
    }

    /** It is asked for by this name. */
    FarTarget with(String name, CredentialSettings value) {
        target = target.keys("", Secret.NONE).credentials(name);
        credentials = Map.of(name, value);
        return this;
    }

    FarTarget with(UploadStates value) {
        states = value;
        return this;
    }

    /** To say more of it. */
    ATarget target() {
        return target;
    }

    String key(String name) {
        return place + name;
    }

    /** A file of random bytes. */
    LocalObject file(Path directory, String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(directory.resolve(name), bytes);
        return new LocalObject(file, key(name), size, "application/octet-stream", PART, false);
    }

    /** The same, in one request whatever its size. */
    LocalObject whole(Path directory, String name, int size) throws IOException {
        LocalObject object = file(directory, name, size);
        return new LocalObject(object.file(), object.key(), size, object.contentType(), size, false);
    }

    void send(LocalObject... objects) throws IOException {
        TargetSettings settings = target.build();
        try (S3Connections connections = connections();
                S3Connection connection = connections.open(settings)) {
            new Transfer(connections, connection, new TransferListener() {}).send(List.of(objects));
        }
    }

    /** How an object may be sent. */
    enum Way {
        WHOLE,
        IN_PARTS,
        STREAMED,
        STREAMED_IN_PARTS;

        boolean hasParts() {
            return this == IN_PARTS || this == STREAMED_IN_PARTS;
        }
    }

    /**
     * An object with a content type that nobody derives from its name.
     *
     * @return its key
     */
    String send(Way way, Path directory) throws IOException {
        String type = "application/x-points";
        LocalObject file = file(directory, way.name(), way.hasParts() ? PART + 1 : 1000);
        try (S3Connections connections = connections();
                S3Connection connection = connections.open(target.build())) {
            Transfer transfer = new Transfer(connections, connection, new TransferListener() {});
            if (way == Way.WHOLE || way == Way.IN_PARTS) {
                transfer.send(List.of(new LocalObject(file.file(), file.key(), file.size(), type, PART, false)));
            } else {
                transfer.send(new StreamedObject(file.key(), type, stream(file), null));
            }
        }
        return file.key();
    }

    private static SequentialContent stream(LocalObject object) {
        return new SequentialContent() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(object.file());
            }

            @Override
            public long mostBytes() {
                return object.size();
            }
        };
    }

    S3Connections connections() {
        PublishSettings settings = new PublishSettings(
                List.of(target.build()),
                1,
                DataSize.ofBytes(PART),
                DataSize.ofBytes(PART),
                DataSize.ofMegabytes(64),
                8,
                retry,
                bandwidth,
                SweepSettings.usual(),
                credentials,
                Map.of(),
                VersionSettings.usual());
        return new S3Connections(settings, null, states, new OwnCapabilities());
    }

    /** Numbers of the parts that were sent, or tried, in order. */
    List<Integer> partsSent() {
        return proxy.requests().stream()
                .filter(request -> request.startsWith("PUT") && request.contains("partNumber="))
                .map(request -> Integer.valueOf(request.replaceAll(".*partNumber=(\\d+).*", "$1")))
                .toList();
    }

    List<String> requests(String method) {
        return proxy.requests().stream()
                .filter(request -> request.startsWith(method))
                .toList();
    }

    /** What is there of it. */
    byte[] read(LocalObject object) throws IOException {
        try (S3Connections connections = connections();
                S3Connection connection = connections.open(target.build());
                InputStream content = new S3Objects(connection).open(object.key(), 0, object.size() - 1)) {
            return content.readAllBytes();
        }
    }

    /** What the embedded server has. */
    static byte[] content(String key) {
        try (S3Client owner = RealS3.owner()) {
            return owner.getObjectAsBytes(
                            request -> request.bucket(RealS3.BUCKET).key(key))
                    .asByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
