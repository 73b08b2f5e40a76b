package dev.caravan.s3.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendOrderTest {
    @TempDir
    private Path temp;

    private final TargetSettings target = ATarget.named("far")
            .at(URI.create("https://s3.example.org"))
            .prefix("octrees")
            .keys("the key", Secret.of("not to be told"))
            .cacheControl("max-age=60")
            .storageClass("STANDARD_IA")
            .encryption("aws:kms", "key/1")
            .tags(Map.of("project", "north"))
            .build();

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        SendOrder order = order();

        SendOrder read = SendOrder.read(written(order));

        assertThat(read).isEqualTo(order);
        assertThat(read.bytes()).isEqualTo(18);
    }

    @Test
    void theSenderHasTheSettingsOfTheServiceButNoWayToSignIn() throws IOException {
        PublishSettings service = RealS3.settings(target);

        TargetSettings sent = order().target().settings();
        PublishSettings settings = order().limits().settings(sent);

        assertThat(sent)
                .usingRecursiveComparison()
                .ignoringFields("accessKey", "secretKey", "layout")
                .isEqualTo(target);
        assertThat(sent.accessKey()).isEmpty();
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("targets", "bandwidth.zone")
                .isEqualTo(service);
        assertThat(Files.readString(written(order()))).doesNotContain("the key", "not to be told");
    }

    @Test
    void theServersOfTheServiceItselfAreNotOrdered() {
        TargetSettings embedded = RealS3.target("here", "clouds", "");

        assertThatThrownBy(() -> SendOrder.of(RealS3.settings(embedded), embedded, objects("")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("only the service has that server");
    }

    /** Quotes are single ones here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "caravan-send-1 | caravan-send-9 | 'caravan-send-9' is not allowed; it must be caravan-send-1",
                "'acl' | 'grant': 1, 'acl' | Unrecognized field 'grant'",
                "'size' : 14, | `` | Missing creator property 'size' (index 2)",
                "octrees/a/metadata | other/a/metadata | a key that begins with the prefix 'octrees/'",
                "'metadata' : true | 'metadata' : false | a list whose last object, and no other, is the metadata",
                "'file' : '/ | 'file' : ' | an absolute path",
                "'size' : 14 | 'size' : -1 | numbers of bytes"
            })
    void aMistakeIsNamed(String find, String replacement, String reason) throws IOException {
        Path file = written(order());
        String text = Files.readString(file);
        String edited = text.replace(find.replace('\'', '"'), replacement.replace('\'', '"'));
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(file, edited);

        assertThatThrownBy(() -> SendOrder.read(file))
                .isInstanceOf(BadInputException.class)
                .extracting(mistake -> mistake.getMessage().replace('"', '\''))
                .asString()
                .startsWith(file + " is no order to send: ")
                .contains(reason)
                .doesNotContain("DeserializationFeature");
    }

    @Test
    void aTargetThatCannotBeIsRefusedBeforeAnythingIsSent() throws IOException {
        Path file = written(order());
        Files.writeString(file, Files.readString(file).replace("\"clouds\"", "\"No Bucket\""));
        SendOrder order = SendOrder.read(file);

        assertThatThrownBy(() -> new Sender(order))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the order: caravan.publish.targets[far].bucket: 'No Bucket'");
    }

    private SendOrder order() throws IOException {
        return SendOrder.of(RealS3.settings(target), target, objects("octrees/"));
    }

    private List<LocalObject> objects(String prefix) throws IOException {
        return List.of(
                object(prefix, "octree.bin", "0123", false), object(prefix, "metadata.json", "{\"points\": 10}", true));
    }

    private LocalObject object(String prefix, String name, String content, boolean metadata) throws IOException {
        Path file = Files.writeString(temp.resolve(name), content);
        return new LocalObject(file, prefix + "a/" + name, content.length(), "text/plain", 1 << 20, metadata);
    }

    private Path written(SendOrder order) throws IOException {
        Path file = temp.resolve("order.json");
        order.write(file);
        return file;
    }
}
