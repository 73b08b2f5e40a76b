package dev.caravan.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3ObjectsTest {
    private final String place = UUID.randomUUID() + "/";
    private final TargetSettings target = RealS3.target("here", RealS3.BUCKET, "");
    private final S3Connections connections = RealS3.connections(RealS3.settings(target));
    private final S3Connection connection = connections.open(target);
    private final S3Objects objects = new S3Objects(connection);

    @AfterEach
    void close() {
        connection.close();
        connections.close();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        String eTag = write("a.json", "{}", Condition.ALWAYS);

        SmallObject found = objects.read(place + "a.json", 10).orElseThrow();

        assertThat(found.text()).isEqualTo("{}");
        assertThat(found.eTag()).isEqualTo(eTag);
        assertThat(objects.read(place + "b.json", 10)).isEmpty();
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
    }

    @Test
    void listsShowWhatIsThereAndDirectoriesOnlyTheNextNames() throws IOException {
        write("x/1/a", "1", Condition.ALWAYS);
        write("x/2/b", "22", Condition.ALWAYS);
        write("x/c", "333", Condition.ALWAYS);

        assertThat(keys(place + "x/")).containsExactly("x/1/a", "x/2/b", "x/c");
        assertThat(objects.directories(place + "x/")).containsExactly("1", "2");

        objects.delete(List.of(place + "x/1/a", place + "x/never-there"));
        assertThat(keys(place + "x/")).containsExactly("x/2/b", "x/c");
    }

    private List<String> keys(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        objects.list(prefix, object -> keys.add(object.key().substring(place.length())));
        return keys;
    }

    private String write(String name, String content, Condition condition) throws IOException {
        return objects.write(place + name, content.getBytes(UTF_8), "application/json", "", condition);
    }
}
