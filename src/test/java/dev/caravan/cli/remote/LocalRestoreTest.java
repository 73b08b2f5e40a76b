package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.archive.AnArchive;
import dev.caravan.archive.Compression;
import dev.caravan.manifest.ManifestJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An archive comes back although no service is there. */
class LocalRestoreTest {
    @TempDir
    private Path directory;

    private final ACommandLine line = new ACommandLine();
    private Path survey;

    @BeforeEach
    void aDirectory() throws IOException {
        survey = Files.createDirectories(directory.resolve("survey/deep")).getParent();
        Files.writeString(survey.resolve("deep/1"), "content");
        line.in(directory);
    }

    @ParameterizedTest
    @EnumSource
    void fromAFile(Compression compression) throws IOException {
        archive(compression);

        assertThat(restore("survey" + compression.extension(), "caravan.json"))
                .as(line.err())
                .isZero();

        assertThat(directory.resolve("back/survey/deep/1")).hasContent("content");
        assertThat(line.out()).startsWith("restored and proven: " + directory.resolve("back/survey"));
        assertThat(directory.resolve("back")).isDirectoryNotContaining(path -> !path.endsWith("survey"));
    }

    @Test
    void fromAnAddressWhoseSignatureIsNotSaid() throws IOException {
        byte[] archive = archive(Compression.GZIP);
        byte[] manifest = Files.readAllBytes(directory.resolve("caravan.json"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = "signature=good".equals(exchange.getRequestURI().getRawQuery());
            byte[] body = exchange.getRequestURI().getPath().endsWith("json") ? manifest : archive;
            exchange.sendResponseHeaders(known ? 200 : 403, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(restore(base + "/survey.tar.gz?signature=old", base + "/caravan.json?signature=good"))
                    .isEqualTo(RemoteExit.FAILED);
            assertThat(line.err())
                    .contains(base + "/survey.tar.gz' was not restored: the server answered 403; a presigned address")
                    .doesNotContain("signature=old");
            assertThat(restore(base + "/survey.tar.gz?signature=good", base + "/caravan.json?signature=good"))
                    .as(line.err())
                    .isZero();
        } finally {
            server.stop(0);
        }
        assertThat(directory.resolve("back/survey/deep/1")).hasContent("content");
    }

    @Test
    void whatIsDamagedLeavesNothing() throws IOException {
        byte[] archive = archive(Compression.GZIP);
        archive[archive.length / 2] ^= 1;
        Files.write(directory.resolve("survey.tar.gz"), archive);

        assertThat(restore("survey.tar.gz", "caravan.json")).isEqualTo(RemoteExit.FAILED);

        assertThat(line.err()).startsWith("error: '" + directory.resolve("survey.tar.gz") + "': the archive ");
        assertThat(directory.resolve("back")).isEmptyDirectory();
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenThatIsAskedFor() throws IOException {
        archive(Compression.GZIP);
        Files.createDirectories(directory.resolve("back/survey"));

        assertThat(restore("survey.tar.gz", "caravan.json")).isEqualTo(RemoteExit.FAILED);
        assertThat(line.err()).contains("it is there already").contains("--overwrite");
        assertThat(restore("survey.tar.gz", "caravan.json", "--overwrite")).isZero();
        assertThat(directory.resolve("back/survey/deep/1")).hasContent("content");
    }

    @Test
    void whatIsNotThereOrIsNoManifestIsNamed() throws IOException {
        archive(Compression.GZIP);
        Files.writeString(directory.resolve("other.json"), "{}");

        assertThat(restore("nothing.tar.gz", "caravan.json")).isEqualTo(RemoteExit.FAILED);
        assertThat(line.err()).contains("nothing.tar.gz' was not restored: there is no such file");
        assertThat(restore("survey.tar.gz", "nothing.json")).isEqualTo(RemoteExit.NOT_FOUND);
        assertThat(line.err()).contains("nothing.json' cannot be read: there is no such file");
        assertThat(restore("survey.tar.gz", "other.json")).isEqualTo(RemoteExit.FAILED);
        assertThat(line.err()).contains("other.json' is no manifest: its member 'format' is missing");
    }

    @Test
    void anArchiveAndItsManifestBelongTogether() {
        assertThat(line.run("restore", "--file", "a.tar.gz", "--into", "x")).isEqualTo(RemoteExit.USAGE);
        assertThat(line.err()).contains("--file and --manifest belong together");
        assertThat(line.run("restore", "/in/a", "--file", "a", "--manifest", "b", "--into", "x"))
                .isEqualTo(RemoteExit.USAGE);
        assertThat(line.err()).contains("--file is an archive itself");
    }

    private int restore(String archive, String manifest, String... more) {
        String[] words = {"restore", "--file", archive, "--manifest", manifest, "--into", "back"};
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return line.run(all);
    }

    /** With its manifest beside it; what it was made of stays. */
    private byte[] archive(Compression compression) throws IOException {
        byte[] archive = AnArchive.of(survey, compression);
        Files.write(directory.resolve("survey" + compression.extension()), archive);
        Files.write(
                directory.resolve("caravan.json"),
                ManifestJson.write(AnArchive.manifest(survey, archive, compression)));
        return archive;
    }
}
