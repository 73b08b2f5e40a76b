package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** So many objects that asking for each of them would take longer than sending them. */
@Timeout(120)
class ManyObjectsTest {
    private static final int COUNT = 40;

    @TempDir
    Path temp;

    private final String place = UUID.randomUUID() + "/";
    private FaultyProxy proxy;
    private TargetSettings target;
    private S3Connections connections;
    private List<LocalObject> objects;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = RealS3.targetAt("far", proxy.address());
        connections = RealS3.connections(RealS3.settings(target));
        objects = objects();
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
    }

    @Test
    void areAskedForAndProvenByOneListEach() throws IOException {
        List<String> proven = send();

        assertThat(proven).hasSize(COUNT);
        assertThat(requests("PUT")).hasSize(COUNT);
        assertThat(requests("HEAD")).isEmpty();
        assertThat(requests("GET")).hasSize(2);
    }

    @Test
    void whatIsThereIsAskedForAndOnlyTheRestIsSent() throws IOException {
        send();
        Files.writeString(objects.get(7).file(), "other");
        proxy.forgetRequests();

        List<String> proven = send();

        assertThat(proven).containsExactly(objects.get(7).key());
        assertThat(requests("PUT")).hasSize(1);
    }

    @Test
    void whereListsAreForbiddenEachIsAskedFor() throws IOException {
        proxy.answer(request -> request.contains("list-type") ? FaultyProxy.status(403) : Optional.empty());

        List<String> proven = send();

        assertThat(proven).hasSize(COUNT);
        assertThat(requests("HEAD")).hasSize(2 * COUNT);
    }

    @Test
    void anObjectThatTheListShowsOtherwiseIsAskedForAndRefused() {
        List<String> notThere = new ArrayList<>();
        proxy.answer(request -> {
            if (request.startsWith("HEAD") && request.contains("file-03")) {
                notThere.add(request);
                return Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: \"x\"\r\nConnection: close\r\n\r\n");
            }
            return request.contains("list-type") ? Optional.of(emptyList()) : Optional.empty();
        });

        assertThatThrownBy(this::send)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("file-03 is not what was sent");
        assertThat(notThere).hasSize(1);
    }

    private static String emptyList() {
        String body = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        return "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private List<String> send() throws IOException {
        List<String> proven = new ArrayList<>();
        try (S3Connection connection = connections.open(target)) {
            new Transfer(connections, connection, new TransferListener() {
                        @Override
                        public synchronized void proven(String key, long bytes) {
                            proven.add(key);
                        }
                    })
                    .send(objects());
        }
        return proven;
    }

    private List<LocalObject> objects() throws IOException {
        List<LocalObject> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String name = "file-%02d".formatted(i);
            Path file = temp.resolve(name);
            if (Files.notExists(file)) {
                Files.writeString(file, name);
            }
            all.add(new LocalObject(file, place + name, Files.size(file), "text/plain", 5 << 20, false));
        }
        return all;
    }

    private List<String> requests(String method) {
        return proxy.requests().stream()
                .filter(request -> request.startsWith(method + " ") && !request.endsWith("?acl"))
                .toList();
    }
}
