package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.Secret;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that a server does not take any more in the middle of an upload, and the place that has others by then. */
@Timeout(120)
class RenewedCredentialsTest {
    private static final String CREDENTIALS_FILE = "aws.sharedCredentialsFile";
    private static final String CONFIG_FILE = "aws.configFile";

    @TempDir
    Path temp;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private FarTarget far;
    private Path credentials;

    @BeforeEach
    void aProfile() throws IOException {
        far = new FarTarget();
        credentials = temp.resolve("credentials");
        System.setProperty(CREDENTIALS_FILE, credentials.toString());
        System.setProperty(CONFIG_FILE, temp.resolve("config").toString());
        Files.createFile(temp.resolve("config"));
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(CREDENTIALS_FILE);
        System.clearProperty(CONFIG_FILE);
        far.close();
    }

    @ParameterizedTest
    @CsvSource({"400, ExpiredToken", "403, InvalidAccessKeyId", "400, InvalidToken"})
    void thoseOfAProfileAreReadAgainAndNoPartIsSentTwice(int status, String code) throws IOException {
        profile("old");
        far.with("partner", new CredentialSettings("", Secret.NONE, Secret.NONE, "partner"));
        LocalObject object = far.file(temp, "octree.bin", 6 * FarTarget.PART);
        refuseOldAfterTwoParts(FaultyProxy.error(status, code, Instant.now()), () -> profile("new"));

        far.send(object);

        assertThat(taken).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
        assertThat(FarTarget.content(object.key())).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void thoseOfAProgramAreAskedForAgain() throws IOException {
        Path output = temp.resolve("output.json");
        Path program = Files.setPosixFilePermissions(
                Files.writeString(temp.resolve("program"), "#!/bin/sh\nexec cat " + output + "\n"),
                PosixFilePermissions.fromString("rwx------"));
        Files.writeString(temp.resolve("config"), "[profile partner]\ncredential_process = " + program + "\n");
        Files.createFile(credentials);
        output(output, "old");
        far.with("partner", new CredentialSettings("", Secret.NONE, Secret.NONE, "partner"));
        LocalObject object = far.file(temp, "octree.bin", 4 * FarTarget.PART);
        refuseOldAfterTwoParts(FaultyProxy.error(400, "ExpiredToken", Instant.now()), () -> output(output, "new"));

        far.send(object);

        assertThat(taken).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    /** An answer to HEAD has no body, so no code. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void anAnswerThatCannotSayTheReasonIsAskedForIt(int status) throws IOException {
        profile("old");
        far.with("partner", new CredentialSettings("", Secret.NONE, Secret.NONE, "partner"));
        LocalObject object = far.file(temp, "hierarchy.bin", 9);
        far.proxy.answerHead(head -> {
            if (head.startsWith("PUT")) {
                profile("new");
                taken.add("whole");
            }
            boolean refused = !taken.isEmpty() && !head.startsWith("PUT") && head.contains("old-token");
            return refused ? FaultyProxy.error(status, "ExpiredToken", Instant.now()) : Optional.empty();
        });

        far.send(object);

        assertThat(far.requests("PUT")).hasSize(1);
        assertThat(FarTarget.content(object.key())).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void whoMayNotSeeObjectsAtAllIsAskedForTheReasonOnce() throws IOException {
        far.proxy.answer(request -> request.startsWith("HEAD") || request.startsWith("GET")
                ? FaultyProxy.error(403, "AccessDenied", Instant.now())
                : Optional.empty());
        LocalObject first = far.file(temp, "a.bin", 9);
        LocalObject second = far.file(temp, "b.bin", 10);

        try (S3Connections connections = far.connections();
                S3Connection connection = connections.open(far.target().build())) {
            assertThat(connection.find(first.key())).isEmpty();
            assertThat(connection.find(second.key())).isEmpty();
        }

        assertThat(far.requests("HEAD")).hasSize(2);
        assertThat(far.requests("GET")).hasSize(1);
    }

    @Test
    void thoseThatStayUnknownFailAtOnceAndAreNamedWithoutBeingSaid() throws IOException {
        far.with("partner", new CredentialSettings("AKIAUNKNOWN", Secret.of("hush-hush"), Secret.NONE, ""));
        LocalObject object = far.file(temp, "hierarchy.bin", 9);

        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining("the credentials 'partner' (caravan.publish.credentials.partner)")
                .hasMessageContaining("known to the server")
                .hasMessageNotContainingAny("hush-hush", "AKIAUNKNOWN");
        assertThat(far.requests("PUT")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void thoseThatStayExpiredAreLookedUpUntilTheTriesAreUsedUp() throws IOException {
        profile("old");
        far.with("partner", new CredentialSettings("", Secret.NONE, Secret.NONE, "partner"));
        LocalObject object = far.file(temp, "hierarchy.bin", 9);
        far.proxy.answer(request ->
                request.startsWith("PUT") ? FaultyProxy.error(400, "ExpiredToken", Instant.now()) : Optional.empty());

        assertThatThrownBy(() -> far.send(object))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("the credentials 'partner' (caravan.publish.credentials.partner) have expired")
                .hasMessageNotContainingAny(
                        "old-token", RealS3.SERVER.secretKey().reveal());
        assertThat(far.requests("PUT")).hasSize(5);
    }

    /** Temporary ones: the server's key, with a token that only the proxy looks at. */
    private void profile(String token) {
        write(credentials, """
                [partner]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                aws_session_token = %s-token
                """.formatted(
                        RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey().reveal(), token));
    }

    private static void output(Path file, String token) {
        write(file, """
                {"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s", "SessionToken": "%s-token"}
                """.formatted(
                        RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey().reveal(), token));
    }

    /** In one step: nobody shall read half of it. */
    private static void write(Path file, String text) {
        try {
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
            Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseOldAfterTwoParts(Optional<String> refusal, Runnable renewal) {
        far.proxy.answerHead(head -> {
            synchronized (taken) {
                if (!head.contains("partNumber=")) {
                    return Optional.empty();
                }
                if (taken.size() >= 2 && head.contains("old-token")) {
                    renewal.run();
                    return refusal;
                }
                taken.add(head.replaceAll("(?s).*partNumber=(\\d+).*", "$1"));
                return Optional.empty();
            }
        });
    }
}
