package dev.caravan.s3.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadOrderTest {
    private final TargetSettings target =
            ATarget.named("far").prefix("clouds/").at(RealS3.SERVER.endpoint()).build();
    private final PublishSettings settings = RealS3.settings(target);

    @TempDir
    private Path directory;

    @Test
    void itIsReadAsItWasWrittenAndHoldsNoSecret() throws IOException {
        Path file = directory.resolve("order.json");
        AheadOrder order = AheadOrder.of(settings, target, "area/a");

        order.write(file);

        assertThat(AheadOrder.read(file)).isEqualTo(order);
        assertThat(order.key()).isEqualTo("clouds/area/a");
        assertThat(Files.readString(file))
                .doesNotContain(RealS3.SERVER.secretKey().reveal());
    }

    @Test
    void itsObjectsAreAllFilesButHiddenOnesAndTheMetadata() throws IOException {
        for (String name : List.of("octree.bin", "hierarchy.bin", "metadata.json", ".part", "notes.txt")) {
            Files.writeString(directory.resolve(name), name);
        }

        List<LocalObject> objects = AheadOrder.of(settings, target, "a").objects(directory, settings, target);

        assertThat(objects)
                .extracting(LocalObject::key)
                .containsExactly("clouds/a/hierarchy.bin", "clouds/a/notes.txt", "clouds/a/octree.bin");
        assertThat(objects).noneMatch(LocalObject::isMetadata);
        assertThat(objects.get(1).contentType()).startsWith("text/plain");
    }

    @Test
    void whatIsNoOrderIsRefused() throws IOException {
        Path file = directory.resolve("order.json");
        AheadOrder.of(settings, target, "a").write(file);
        String text = Files.readString(file);

        for (String wrong : List.of(
                text.replace("ahead-1", "ahead-2"),
                text.replace("\"clouds/a\"", "\"other/a\""),
                text.replace("\"key\"", "\"kex\""),
                "{",
                "[]")) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> AheadOrder.read(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(file + " is no order to send ahead");
        }
    }
}
