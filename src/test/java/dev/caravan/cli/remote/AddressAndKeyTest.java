package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service is asked, and by which key. */
class AddressAndKeyTest {
    private final FakeApi api = new FakeApi().on("GET /queues", Reply.json("[]"));

    @TempDir
    private Path directory;

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void theOptionStandsAboveTheVariable() {
        ACommandLine line = new ACommandLine().with("CARAVAN_URL", "http://127.0.0.1:1");

        assertThat(line.run("queues", "--url", api.url() + "/")).isZero();
    }

    @Test
    void withoutAKeyNoneIsShown() {
        ACommandLine.to(api).run("queues");

        assertThat(api.only().header("Authorization")).isEmpty();
    }

    @Test
    void theKeyComesFromTheVariable() {
        ACommandLine.to(api).with("CARAVAN_API_KEY", "from-the-variable").run("queues");

        assertThat(api.only().header("Authorization")).isEqualTo("Bearer from-the-variable");
    }

    @Test
    void theKeysFileStandsAboveTheVariable() throws IOException {
        Files.writeString(directory.resolve("key"), "from-the-file \nnot this");

        ACommandLine.to(api).in(directory).with("CARAVAN_API_KEY", "other").run("queues", "--key-file", "key");

        assertThat(api.only().header("Authorization")).isEqualTo("Bearer from-the-file");
    }

    @Test
    void aKeysFileThatIsNotThereIsAWrongCommandLine() {
        ACommandLine line = ACommandLine.to(api).in(directory);

        assertThat(line.run("queues", "--key-file", "key")).isEqualTo(2);

        assertThat(line.err()).contains("--key-file key cannot be read", "NoSuchFile");
    }

    @Test
    void whatIsNoKeyIsNotRepeated() {
        ACommandLine line = ACommandLine.to(api).with("CARAVAN_API_KEY", "two words");

        assertThat(line.run("queues")).isEqualTo(2);

        assertThat(line.err()).contains("CARAVAN_API_KEY holds no key").doesNotContain("two words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://host", "http://", "http://host?x=1", "no address", "http://host/#x"})
    void wrongAddresses(String address) {
        ACommandLine line = new ACommandLine();

        assertThat(line.run("queues", "--url", address)).isEqualTo(2);

        assertThat(line.err()).contains("--url", "http://127.0.0.1:8080");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        ACommandLine line = new ACommandLine().with("CARAVAN_URL", "http://anna:secret@host");

        assertThat(line.run("queues")).isEqualTo(2);

        assertThat(line.err()).contains("CARAVAN_URL must not hold a user").doesNotContain("secret");
    }

    @Test
    void aRedirectionIsNotFollowedBecauseOfTheKey() {
        api.on("GET /queues", Reply.of(302, "text/html", "", "Location", "http://elsewhere.example/"));
        ACommandLine line = ACommandLine.to(api).with("CARAVAN_API_KEY", "key");

        assertThat(line.run("queues")).isEqualTo(5);

        assertThat(line.err()).contains("answered with 302, a redirection to http://elsewhere.example/");
    }
}
