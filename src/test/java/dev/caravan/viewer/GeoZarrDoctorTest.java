package dev.caravan.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.AlteringProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A Zarr store is looked at as readers in a browser do: what they open, and one chunk. */
class GeoZarrDoctorTest {
    private static final String ORIGIN = "https://maps.example.org";
    private static final String CHUNK = "r10m/b02/c/0/0";

    private final String key = UUID.randomUUID().toString();
    private final AlteringProxy proxy;
    private @Nullable S3Connections connections;

    GeoZarrDoctorTest() throws IOException {
        proxy = new AlteringProxy(RealS3.SERVER.endpoint());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        if (connections != null) {
            connections.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zarr.json", ".zmetadata"})
    void whatIsAsItShouldBeIsSaidToBe(String entrance) throws IOException {
        store(entrance, "public-read");

        Examination examination = examine(settings(ORIGIN), entrance, false);

        assertThat(examination.ok()).as(examination.findings().toString()).isTrue();
        assertThat(examination.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "open", "metadata", "range " + CHUNK, "caching", "cors-preflight", "cors-get", "cors-range");
        assertThat(examination.address()).endsWith("/" + entrance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // of which answers | header that is replaced | by what | the check that finds it | what it says
                "GET .*zarr.json | content-type | Content-Type: text/plain | metadata | Content-Type: text/plain",
                "GET .*c/0/0 | content-range | Content-Range: bytes 0-9/10 | range r10m/b02/c/0/0 | Content-Range: bytes 0-9/10",
                "GET .*zarr.json | access-control-allow-origin | | cors-get | no Access-Control-Allow-Origin",
                "OPTIONS .* | access-control-allow-headers | Access-Control-Allow-Headers: content-type | cors-preflight | Access-Control-Allow-Headers: content-type",
                "HEAD .*zarr.json | date | Cache-Control: public, max-age=31536000, immutable | caching | max-age=31536000, immutable of zarr.json",
                "HEAD .*zarr.json | date | Cache-Control: max-age=86400 | caching | max-age=86400 of zarr.json",
            })
    void eachHeaderThatIsWrongIsFound(String requests, String header, String instead, String check, String found)
            throws IOException {
        store("zarr.json", "public-read");
        proxy.alter((request, answer) -> request.matches("(?s)" + requests + " HTTP.*") && !signed(request)
                ? replaced(answer, header, instead)
                : answer);

        Examination examination = examine(settings(ORIGIN), "zarr.json", false);

        Finding finding = examination.findings().stream()
                .filter(one -> !one.ok())
                .findFirst()
                .orElseThrow();
        assertThat(finding.check()).isEqualTo(check);
        assertThat(finding.found()).endsWith(found.strip());
    }

    @Test
    void aVersionThatNeverChangesMayBeKept() throws IOException {
        store("zarr.json", "public-read");
        put("latest.json", "application/json", "{}", "public-read");
        proxy.alter((request, answer) -> request.startsWith("HEAD") && !signed(request)
                ? replaced(answer, "date", "Cache-Control: public, max-age=31536000, immutable")
                : answer);

        assertThat(examine(settings(), "zarr.json", true).findings())
                .extracting(Finding::check)
                .doesNotContain("caching");
    }

    @Test
    void whatIsClosedIsSaidToBe() throws IOException {
        store("zarr.json", "");

        Examination examination = examine(settings(), "zarr.json", false);

        assertThat(examination.findings().get(0).sentence()).contains("HEAD of zarr.json has status 403");
    }

    @Test
    void aPrivateStoreIsReadByItsSignature() throws IOException {
        store("zarr.json", "");

        Examination examination = examine(Access.PRIVATE, settings(), "zarr.json", false);

        assertThat(examination.ok()).as(examination.findings().toString()).isTrue();
        assertThat(examination.findings())
                .extracting(Finding::check)
                .containsExactly("private", "metadata", "range " + CHUNK);
    }

    private void store(String entrance, String acl) {
        put(entrance, "application/json", "{\"zarr_format\": 3}", acl);
        put("r10m/b02/zarr.json", "application/json", "{}", acl);
        put(CHUNK, "application/octet-stream", "0123456789".repeat(20), acl);
        put("caravan.json", "application/json", """
                {"objects": [{"name": "%s"}, {"name": "r10m/b02/zarr.json"}, {"name": "%s"}]}
                """.formatted(entrance, CHUNK), acl);
    }

    private void put(String name, String type, String content, String acl) {
        try (S3Client client = RealS3.owner()) {
            client.putObject(
                    object -> object.bucket(RealS3.BUCKET)
                            .key(key + "/" + name)
                            .contentType(type)
                            .acl(acl.isEmpty() ? null : acl),
                    RequestBody.fromString(content));
        }
    }

    private Examination examine(ViewerSettings settings, String entrance, boolean versioned) throws IOException {
        return examine(Access.PUBLIC, settings, entrance, versioned);
    }

    private Examination examine(Access access, ViewerSettings settings, String entrance, boolean versioned)
            throws IOException {
        PublishSettings targets = RealS3.settings(ATarget.named("near")
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .access(access)
                .build());
        connections = RealS3.connections(targets);
        URI home = URI.create(proxy.address() + "/" + RealS3.BUCKET + "/" + key + "/");
        Publication publication = new Publication(
                "near",
                versioned ? Layout.VERSIONED : Layout.PLAIN,
                "v1",
                key + "/",
                home.resolve(entrance),
                versioned ? home.resolve("latest.json") : null,
                3,
                1000,
                Instant.EPOCH,
                "job-1",
                null);
        return new Doctor(settings, targets, connections, Clock.systemUTC()).examine("geozarr/a", publication);
    }

    private static ViewerSettings settings(String... origins) {
        return new ViewerSettings(
                List.of(origins),
                true,
                false,
                Duration.ofSeconds(20),
                "",
                500,
                new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
    }

    private static boolean signed(String request) {
        return new AlteringProxy.Request(request, "").isSigned();
    }

    private static String replaced(String head, String header, @Nullable String instead) {
        String without = head.replaceAll("(?i)\r\n" + header + ":[^\r]*", "");
        return instead == null || instead.isBlank()
                ? without
                : without.replaceFirst("\r\n", "\r\n" + instead.strip() + "\r\n");
    }
}
