package dev.caravan.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Caller;
import dev.caravan.api.history.Acts;
import dev.caravan.history.History;
import dev.caravan.job.Priority;
import dev.caravan.job.RedisLink;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.Selection;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked about files, good and bad. */
class FileRequestsTest {
    @TempDir
    private Path directory;

    private Path root;
    private SourceRules rules;
    private ReprocessCalls calls;

    @BeforeEach
    void aSource() throws IOException {
        root = Files.createDirectories(directory.toRealPath().resolve("las"));
        rules = new SourceRules(
                new ScanSettings(
                        "0 0 0 * * ?",
                        true,
                        true,
                        Duration.ZERO,
                        List.of(SourceSettings.of(root.toString(), List.of("**/*.las"), List.of()))),
                Clock.systemUTC());
        calls = new ReprocessCalls(rules, new Acts(new History(RealRedis.template(), new RedisLink())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.las", "./a.las", "/las/../etc/passwd", "/las/./a", "/las//a", "/las/a\0.las", "/las/"})
    void aPathThatIsNotAbsoluteAndNormalisedIsRefused(String path) {
        assertRefused("path", () -> RequestedPath.of("path", path));
    }

    @Test
    void aPathThatIsMissingOrTooLongIsRefused() {
        assertRefused("path", () -> RequestedPath.of("path", null));
        assertRefused("path", () -> RequestedPath.of("path", "/" + "x".repeat(4096)));
        assertRefused("path", () -> RequestedPath.of("path", "/half \uD800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/las/a b.las", "/las/line\nend.las", "/las/ä.las", "/las/..a", "/"})
    void aStrangeNameIsAllowed(String path) {
        assertThat(RequestedPath.of("path", path)).hasToString(path);
    }

    @Test
    void reprocessOfOneFileWithAllItsMembers() {
        ReprocessRequest request = read("""
                {"path": "%s/a.las", "from": "publish", "force": true, "dryRun": true, "priority": "HIGH", "user": "ann",
                 "project": "dykes"}""".formatted(root));
        assertThat(request)
                .isEqualTo(new ReprocessRequest(
                        new Selection.OneFile(root.resolve("a.las")),
                        ReprocessRequest.Start.PUBLISH,
                        true,
                        true,
                        "ann",
                        "dykes",
                        Priority.HIGH));
    }

    @Test
    void reprocessOfAPatternOrOfAllThatFailed() {
        assertThat(read("{\"glob\": \"**/*.las\"}").selection()).isInstanceOf(Selection.Matching.class);
        assertThat(read("{\"glob\": \"" + root + "/x/*.las\"}").selection()).isInstanceOf(Selection.Matching.class);
        assertThat(read("{\"all\": \"failed\"}").selection()).isEqualTo(new Selection.AllFailed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path     | {}",
                "path     | {'path': '/etc/passwd'}",
                "path     | {'path': 7}",
                "path     | {'path': 'a.las'}",
                "path     | {'glob': '*.las', 'all': 'failed'}",
                "glob     | {'glob': '/etc/*'}",
                "glob     | {'glob': '{a'}",
                "all      | {'all': 'everything'}",
                "from     | {'all': 'failed', 'from': 'verify'}",
                "force    | {'all': 'failed', 'force': 'yes'}",
                "priority | {'all': 'failed', 'priority': 'high'}",
                "user     | {'all': 'failed', 'user': 'a|b'}",
                "project  | {'all': 'failed', 'project': ''}",
                "dryrun   | {'all': 'failed', 'dryrun': true}",
                "body     | []"
            },
            quoteCharacter = '"')
    void aMemberThatIsWrongIsNamed(String field, String body) {
        assertRefused(field, () -> read(body.replace('\'', '"')));
    }

    @Test
    void aLinkThatLeadsOutOfTheSourceIsRefused() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("a.las"), "LASF");
        Files.createSymbolicLink(root.resolve("out"), outside);
        assertRefused("path", () -> read("{\"path\": \"" + root + "/out/a.las\"}"));
    }

    @Test
    void aListWithAllItsParameters() {
        FileQuestion question = FileQuestion.of(
                get(Map.of(
                        "status", List.of("FAILED,QUEUED", "UNKNOWN"),
                        "prefix", List.of(root.toString()),
                        "glob", List.of("x/**/*.las"),
                        "limit", List.of("7"),
                        "cursor", List.of(PathCursor.of(root + "/x/b.las")))),
                rules);
        assertThat(question.filter().statuses()).containsExactlyInAnyOrder("FAILED", "QUEUED", "UNKNOWN");
        assertThat(question.filter().prefix()).isEqualTo(root + "/x/");
        assertThat(question.filter().paths()).accepts(root + "/x/y/a.LAS").rejects(root + "/y/a.las");
        assertThat(question.limit()).isEqualTo(7);
        assertThat(question.after()).isEqualTo(root + "/x/b.las");
    }

    @ParameterizedTest
    @CsvSource({
        "status, BROKEN",
        "limit, 0",
        "limit, 501",
        "limit, x",
        "cursor, x",
        "cursor, ZjEu",
        "glob, /etc/*",
        "user, a|b",
        "sort, name",
    })
    void aParameterThatIsWrongIsNamed(String name, String value) {
        assertRefused(name, () -> FileQuestion.of(get(Map.of(name, List.of(value))), rules));
    }

    @Test
    void aCursorIsGoodForItsOwnQuestionOnly() {
        String cursor = PathCursor.of("/las/b/a.las");
        assertThat(PathCursor.parse(cursor, "/las/b")).isEqualTo("/las/b/a.las");
        assertRefused("cursor", () -> PathCursor.parse(cursor, "/las/c"));
    }

    private ReprocessRequest read(String body) {
        return calls.read(new ApiRequest(
                Caller.ANONYMOUS,
                "POST",
                "/api/v1/files/reprocess",
                Map.of(),
                Map.of(),
                null,
                "application/json",
                null,
                null,
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static ApiRequest get(Map<String, List<String>> query) {
        return new ApiRequest(
                Caller.ANONYMOUS, "GET", "/api/v1/files", Map.of(), query, null, null, null, null, new byte[0]);
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(BadRequestException.class)).satisfies(refusal -> assertThat(
                        refusal.errors().get(0).field())
                .isEqualTo(field));
    }
}
