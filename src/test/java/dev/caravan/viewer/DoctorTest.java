package dev.caravan.viewer;

import static dev.caravan.support.AlteringProxy.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.support.AlteringProxy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real S3 server behind a proxy that spoils one thing at a time. */
class DoctorTest {
    private static final String ORIGIN = "https://maps.example.org";

    private final AlteringProxy proxy;
    private final List<S3Connections> open = new ArrayList<>();
    private final PublishedOctree octree = PublishedOctree.withAcl("public-read");

    DoctorTest() throws IOException {
        proxy = new AlteringProxy(RealS3.SERVER.endpoint());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        open.forEach(S3Connections::close);
    }

    @Test
    void whatIsAsItShouldBeIsSaidToBe() throws IOException {
        Examination examination = examine(settings(false, "*", ORIGIN), octree);

        assertThat(examination.findings()).allMatch(Finding::ok);
        assertThat(examination.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "open",
                        "metadata",
                        "range hierarchy.bin",
                        "range octree.bin",
                        "cors-preflight",
                        "cors-get",
                        "cors-range",
                        "cors-preflight",
                        "cors-get",
                        "cors-range");
        assertThat(examination.ok()).isTrue();
        assertThat(examination.remedies()).isEmpty();
        assertThat(examination.viewing().findings()).isEmpty();
    }

    @Test
    void withoutOriginsNothingIsSaidOfThem() throws IOException {
        proxy.alter((request, answer) -> without(answer, "Access-Control-[^:]*"));

        Examination examination = examine(settings(false), octree);

        assertThat(examination.ok()).isTrue();
        assertThat(examination.findings())
                .extracting(Finding::sentence)
                .contains("cors: not looked at: caravan.viewer.origins names no origin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // of which answers | header that is replaced | by what | the check that finds it | what it says
                "GET .*metadata.json | content-type | Content-Type: text/plain | metadata | Content-Type: text/plain",
                "GET .*metadata.json | content-type | | metadata | no Content-Type",
                "GET .*metadata.json | date | Content-Encoding: br | metadata | Content-Encoding: br",
                "GET .*metadata.json | content-length | | metadata | no Content-Length",
                "GET .*octree.bin | content-range | Content-Range: bytes 0-9/10 | range octree.bin | Content-Range: bytes 0-9/10",
                "GET .*hierarchy.bin | content-range | | range hierarchy.bin | no Content-Range",
                "GET .*octree.bin | content-length | | range octree.bin | no Content-Length",
                "GET .*octree.bin | date | Content-Encoding: gzip | range octree.bin | Content-Encoding: gzip",
                "GET .*metadata.json | access-control-allow-origin | | cors-get | no Access-Control-Allow-Origin",
                "GET .*metadata.json | access-control-allow-origin | Access-Control-Allow-Origin: https://other.example | cors-get | Access-Control-Allow-Origin: https://other.example",
                "GET .*octree.bin | access-control-expose-headers | Access-Control-Expose-Headers: ETag | cors-range | Access-Control-Expose-Headers: etag",
                "OPTIONS .* | access-control-allow-headers | Access-Control-Allow-Headers: content-type | cors-preflight | Access-Control-Allow-Headers: content-type",
                "OPTIONS .* | access-control-allow-origin | | cors-preflight | no Access-Control-Allow-Origin",
            })
    void eachHeaderThatIsWrongIsFound(String requests, String header, String instead, String check, String found)
            throws IOException {
        proxy.alter((request, answer) -> request.matches("(?s)" + requests + " HTTP.*") && !signed(request)
                ? with(without(answer, header), instead)
                : answer);

        Examination examination = examine(settings(false, ORIGIN), octree);

        Finding finding = bad(examination);
        assertThat(finding.check()).isEqualTo(check);
        assertThat(finding.found()).endsWith(found.strip());
        assertThat(examination.ok()).isFalse();
        assertThat(examination.viewing().findings()).startsWith(check + ": ");
        assertThat(examination.remedies())
                .extracting(Remedy::cure)
                .containsExactly(check.startsWith("cors") ? Cure.CORS : Cure.SERVER);
    }

    @Test
    void aServerThatIgnoresRangesIsFound() throws IOException {
        proxy.answer(request -> request.line().contains("octree.bin")
                        && !request.isSigned()
                        && !request.line().startsWith("OPTIONS")
                ? reply(
                        200,
                        PublishedOctree.OCTREE,
                        "Access-Control-Allow-Origin: *",
                        "Access-Control-Expose-Headers: *")
                : Optional.empty());

        Finding finding = bad(examine(settings(false, "*"), octree));

        assertThat(finding.check()).isEqualTo("range octree.bin");
        assertThat(finding.found()).endsWith("status 200");
        assertThat(finding.expected()).isEqualTo("status 206");
    }

    @Test
    void otherBytesAreFound() throws IOException {
        String other = PublishedOctree.METADATA.replace("12", "13");
        proxy.answer(request -> request.line().matches("GET .*metadata.json .*") && !request.isSigned()
                ? reply(200, other, "Content-Type: application/json", "Access-Control-Allow-Origin: *")
                : Optional.empty());

        assertThat(bad(examine(settings(false, "*"), octree)).found())
                .isEqualTo("other bytes than those that the target has");
    }

    @Test
    void aRedirectionIsNotFollowed() throws IOException {
        proxy.answer(request -> request.isSigned() ? Optional.empty() : reply(302, "", "Location: https://x.example/"));

        Examination examination = examine(settings(false), octree);

        assertThat(bad(examination).sentence())
                .isEqualTo(
                        "open: HEAD of metadata.json has status 302, a redirection to https://x.example/; expected is"
                                + " status 200 for everybody");
    }

    @Test
    void aServerThatDoesNotAnswerBrowsersIsFoundInTime() throws IOException {
        proxy.alter((request, answer) -> signed(request) ? answer : "");

        Examination examination = examine(settings(false), octree);

        assertThat(bad(examination).check()).isEqualTo("reachable");
    }

    @Test
    void aTargetThatRefusesUsIsAFinding() throws IOException {
        proxy.answer(request -> request.isSigned() ? reply(403, "") : Optional.empty());

        Finding finding = bad(examine(settings(false), octree));

        assertThat(finding.check()).isEqualTo("target");
        assertThat(finding.found()).contains("target 'proxied'").contains("(403)");
    }

    @Test
    void whatIsNotPublicIsFoundAndTheServersLimitsAreSaid() throws IOException {
        Examination examination = examine(settings(true, "*"), PublishedOctree.withAcl(""));

        assertThat(bad(examination).sentence()).startsWith("open: HEAD of metadata.json has status 403");
        // The embedded server has ACLs only.
        assertThat(examination.applied()).isEmpty();
        assertThat(examination.remedies()).hasSize(1);
        assertThat(examination.remedies().get(0).cure()).isEqualTo(Cure.ACCESS);
        assertThat(examination.remedies().get(0).text()).contains("acl to public-read");
    }

    @Test
    void aBucketIsGivenRulesTogetherWithThoseThatItHas() throws IOException {
        BucketWithRules bucket = new BucketWithRules();
        proxy.answer(bucket::answer);
        proxy.alter(bucket::alter);

        // given: said, and not done
        Examination said = examine(settings(false, ORIGIN), octree);
        assertThat(said.ok()).isFalse();
        assertThat(said.applied()).isEmpty();
        assertThat(bucket.writes()).isEmpty();
        Remedy access = said.remedies().get(0);
        assertThat(access.command())
                .isEqualTo("aws s3api put-bucket-policy --bucket clouds --policy file://policy.json --endpoint-url "
                        + proxy.address());
        JsonNode statements = access.document().path("Statement");
        assertThat(statements).hasSize(2);
        assertThat(statements.get(0).path("Sid").asText()).isEqualTo("Theirs");
        assertThat(statements.get(1).path("Resource").asText()).isEqualTo("arn:aws:s3:::clouds/*");
        Remedy cors = said.remedies().get(1);
        assertThat(cors.command()).startsWith("aws s3api put-bucket-cors --bucket clouds --cors-configuration");
        assertThat(cors.document().at("/CORSRules/0/AllowedOrigins/0").asText()).isEqualTo(ORIGIN);
        assertThat(cors.document().at("/CORSRules/1/AllowedOrigins/0").asText()).isEqualTo("https://theirs.example");

        // when: it may be done
        Examination done = examine(settings(true, ORIGIN), octree);

        // then
        assertThat(done.findings()).allMatch(Finding::ok);
        assertThat(done.applied()).containsExactly(Cure.ACCESS, Cure.CORS);
        assertThat(bucket.writes()).hasSize(2);
        assertThat(bucket.policy()).contains("Theirs").contains("s3:GetObject");
        assertThat(bucket.cors()).contains("https://theirs.example").contains(ORIGIN);

        // and once more there is nothing to do
        assertThat(examine(settings(true, ORIGIN), octree).applied()).isEmpty();
        assertThat(bucket.writes()).hasSize(2);
    }

    @Test
    void rulesThatCannotBeReadAreNotReplaced() throws IOException {
        BucketWithRules bucket = new BucketWithRules();
        proxy.answer(request -> request.line().matches("GET .*\\?(cors|policy) .*")
                ? reply(403, "<Error><Code>AccessDenied</Code></Error>")
                : bucket.answer(request));
        proxy.alter(bucket::alter);

        Examination examination = examine(settings(true, ORIGIN), octree);

        assertThat(examination.applied()).isEmpty();
        assertThat(bucket.writes()).isEmpty();
        assertThat(examination.remedies())
                .allSatisfy(remedy ->
                        assertThat(remedy.text()).contains("could not be read").contains("403"));
    }

    @Test
    void aPrivateTargetIsReadWithSignaturesAndRefusedWithout() throws IOException {
        Examination examination = examine(Access.PRIVATE, settings(false, "*"), PublishedOctree.withAcl(""));

        assertThat(examination.findings()).allMatch(Finding::ok);
        assertThat(examination.findings())
                .extracting(Finding::check)
                .containsExactly("private", "metadata", "range hierarchy.bin", "range octree.bin");
    }

    @Test
    void whatEverybodyReadsIsNotPrivate() throws IOException {
        Examination examination = examine(Access.PRIVATE, settings(true, "*"), octree);

        assertThat(bad(examination).check()).isEqualTo("private");
        assertThat(examination.remedies()).extracting(Remedy::cure).containsExactly(Cure.PRIVACY);
        Publication seen = octree.in("proxied", proxy.address()).seen(examination.viewing());
        assertThat(Verdict.of(List.of(seen))).startsWith("published to proxied, but everybody can read it: private: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"no-cache; true", "max-age=60; false", "; false"})
    void aPointerIsNotToBeKept(String caching, boolean good) throws IOException {
        proxy.answer(request -> request.line().contains("latest.json")
                ? reply(200, "{}", "Cache-Control: " + (caching == null ? "" : caching))
                : Optional.empty());
        Publication plain = octree.in("proxied", proxy.address());
        Publication versioned = new Publication(
                plain.target(),
                Layout.VERSIONED,
                "v1",
                plain.directory(),
                plain.address(),
                plain.address().resolve("../latest.json"),
                4,
                1,
                Instant.EPOCH,
                "job-1",
                null);

        Examination examination = doctor(Access.PUBLIC, settings(false)).examine(octree.key(), versioned);

        assertThat(examination.ok()).isEqualTo(good);
    }

    private Examination examine(ViewerSettings settings, PublishedOctree seen) throws IOException {
        return examine(Access.PUBLIC, settings, seen);
    }

    private Examination examine(Access access, ViewerSettings settings, PublishedOctree seen) throws IOException {
        return doctor(access, settings).examine(seen.key(), seen.in("proxied", proxy.address()));
    }

    private Doctor doctor(Access access, ViewerSettings settings) {
        TargetSettings target = ATarget.named("proxied")
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .access(access)
                .build();
        PublishSettings targets = RealS3.settings(target);
        S3Connections connections = RealS3.connections(targets);
        open.add(connections);
        return new Doctor(settings, targets, connections, Clock.systemUTC());
    }

    private static ViewerSettings settings(boolean apply, String... origins) {
        return new ViewerSettings(
                List.of(origins),
                true,
                apply,
                Duration.ofSeconds(20),
                "",
                500,
                new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
    }

    private static Finding bad(Examination examination) {
        return examination.findings().stream()
                .filter(finding -> !finding.ok())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was found: " + examination));
    }

    private static boolean signed(String request) {
        return new AlteringProxy.Request(request, "").isSigned();
    }

    private static String without(String head, String header) {
        return head.replaceAll("(?i)\r\n" + header + ":[^\r]*", "");
    }

    private static String with(String head, String header) {
        return header == null || header.isBlank() ? head : head.replaceFirst("\r\n", "\r\n" + header.strip() + "\r\n");
    }
}
