package dev.caravan.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing needs of an S3 server; one subclass a server. */
abstract class ServerContract {
    @TempDir
    Path temp;

    private final String place = UUID.randomUUID() + "/";
    private S3Connections connections;
    private S3Connection connection;
    private S3Objects objects;

    abstract ATarget target();

    /** The same, behind a proxy. */
    abstract FarTarget far() throws IOException;

    @BeforeEach
    void connect() {
        TargetSettings target = target().build();
        connections = RealS3.connections(RealS3.settings(target));
        connection = connections.open(target);
        objects = new S3Objects(connection);
    }

    @AfterEach
    void disconnect() {
        connection.close();
        connections.close();
    }

    @Test
    void aConditionThatDoesNotHoldWritesNothing() throws IOException {
        String first = write("a.json", "1", Condition.ABSENT);
        assertThatThrownBy(() -> write("a.json", "2", Condition.ABSENT)).isInstanceOf(ChangedMeanwhileException.class);

        String second = write("a.json", "2", Condition.unchanged(first));
        assertThatThrownBy(() -> write("a.json", "3", Condition.unchanged(first)))
                .isInstanceOf(ChangedMeanwhileException.class);

        SmallObject found = objects.read(place + "a.json", 1).orElseThrow();
        assertThat(found.text()).isEqualTo("2");
        assertThat(found.eTag()).isEqualTo(second);
        assertThat(objects.read(place + "b.json", 1)).isEmpty();
    }

    @Test
    void whatIsLargerThanExpectedIsAnError() throws IOException {
        write("a.json", "0123456789", Condition.ALWAYS);

        assertThatThrownBy(() -> objects.read(place + "a.json", 9))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("a.json has 10 bytes, expected are at most 9");
    }

    @Test
    void aRangeIsReadWithBothItsEnds() throws IOException {
        write("a.bin", "0123456789", Condition.ALWAYS);

        try (var content = objects.open(place + "a.bin", 3, 5)) {
            assertThat(content.readAllBytes()).isEqualTo("345".getBytes(UTF_8));
        }
    }

    /** The server, which is told the digest before, refuses it. */
    @Test
    void aPartThatIsDamagedOnItsWayIsSentAgain() throws IOException {
        try (FarTarget far = far()) {
            LocalObject object = far.file(temp, "octree.bin", 3 * FarTarget.PART);
            far.proxy.answer(onceFor("partNumber=2"));

            far.send(object);

            assertThat(far.partsSent()).containsExactlyInAnyOrder(1, 2, 2, 3);
            assertThat(far.read(object)).isEqualTo(Files.readAllBytes(object.file()));
        }
    }

    /** It is read only as it is sent, so the server is not told: what it answers is compared. */
    @Test
    void aLargeContentThatIsDamagedOnItsWayIsSentAgain() throws IOException {
        try (FarTarget far = far()) {
            LocalObject object = far.whole(temp, "octree.bin", 17 << 20);
            far.proxy.answer(onceFor("PUT"));

            far.send(object);

            assertThat(far.requests("PUT")).hasSize(2);
            assertThat(far.read(object)).isEqualTo(Files.readAllBytes(object.file()));
        }
    }

    private static Function<String, Optional<String>> onceFor(String request) {
        AtomicInteger faults = new AtomicInteger();
        return line -> line.contains(request) && faults.getAndIncrement() == 0
                ? Optional.of(FaultyProxy.DAMAGE)
                : Optional.empty();
    }

    @Test
    void anObjectInPartsIsProvenAndThenUnchanged() throws IOException {
        LocalObject large = file("octree.bin", 11 << 20, 5 << 20);
        LocalObject small = file("hierarchy.bin", 1000, 5 << 20);
        Told first = new Told();
        Told second = new Told();

        new Transfer(connections, connection, first).send(List.of(large, small));
        new Transfer(connections, connection, second).send(List.of(large, small));

        assertThat(first.proven).containsExactlyInAnyOrder(large.key(), small.key());
        assertThat(first.unchanged).isEmpty();
        assertThat(second.proven).isEmpty();
        assertThat(second.unchanged).containsExactlyInAnyOrder(large.key(), small.key());
        byte[] expected = Files.readAllBytes(large.file());
        try (var content = objects.open(large.key(), 5_000_000, 5_999_999)) {
            assertThat(content.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(expected, 5_000_000, 6_000_000));
        }
    }

    @Test
    void everybodyMayReadWhatIsPublic() throws Exception {
        LocalObject object = file("metadata.json", 2000, 5 << 20);

        new Transfer(connections, connection, new Told()).send(List.of(object));

        URI address = PublicAddress.of(connection, object.key());
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Range", "bytes=10-19")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).hasSize(10);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 10-19/2000");
        assertThat(answer.headers().firstValue("Content-Type")).contains(object.contentType());
    }

    @Test
    void listsShowWhatIsThereAndDirectoriesOnlyTheNextNames() throws IOException {
        write("x/1/a", "1", Condition.ALWAYS);
        write("x/2/b ü+", "22", Condition.ALWAYS);
        write("x/c", "333", Condition.ALWAYS);

        assertThat(keys(place + "x/")).containsExactly("x/1/a", "x/2/b ü+", "x/c");
        assertThat(objects.directories(place + "x/")).containsExactly("1", "2");

        objects.delete(List.of(place + "x/1/a", place + "x/never-there"));
        assertThat(keys(place + "x/")).containsExactly("x/2/b ü+", "x/c");
    }

    private List<String> keys(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        objects.list(prefix, object -> keys.add(object.key().substring(place.length())));
        return keys;
    }

    private LocalObject file(String name, int size, long partSize) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path file = Files.write(temp.resolve(name), content);
        return new LocalObject(file, place + name, size, "application/octet-stream", partSize, false);
    }

    private String write(String name, String content, Condition condition) throws IOException {
        return objects.write(place + name, content.getBytes(UTF_8), "application/json", "", condition);
    }

    private static final class Told implements TransferListener {
        private final List<String> proven = java.util.Collections.synchronizedList(new ArrayList<>());
        private final List<String> unchanged = java.util.Collections.synchronizedList(new ArrayList<>());

        @Override
        public void proven(String key, long bytes) {
            proven.add(key);
        }

        @Override
        public void unchanged(String key, long bytes) {
            unchanged.add(key);
        }
    }
}
