package dev.caravan.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.job.Priority;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFormatTest {
    private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.123456789Z");

    private final DatasetFormat format = new DatasetFormat();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.las",
                "with space.las",
                "new\nline.las",
                "quotes\"'`.las",
                "back\\slash.las",
                "-leading-dash.las",
                "100%25#frag?query.las",
                "größe-点群-🐫.las",
                "tab\tand\u0001control.las"
            })
    void aStrangeNameComesBackAsItWas(String name) {
        Dataset dataset = Dataset.found(name, Path.of("/in"), new SourceFile(Path.of("/in", name), 7, MODIFIED));

        Dataset back = format.fromJson(format.toJson(dataset));

        assertThat(back).isEqualTo(dataset);
        assertThat(format.subjects(back)).containsExactly("file:/in/" + name);
    }

    @Test
    void aNameOf255BytesComesBackAsItWas() {
        String name = "ü".repeat(125) + "x.las";
        Dataset dataset = Dataset.found(name, Path.of("/in"), new SourceFile(Path.of("/in", name), 7, MODIFIED));

        assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(255);
        assertThat(format.fromJson(format.toJson(dataset))).isEqualTo(dataset);
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyWere() {
        Path path = Path.of(URI.create("file:///in/latin-%e9.las"));
        Dataset dataset = Dataset.found("latin", Path.of("/in"), new SourceFile(path, 7, MODIFIED));

        assertThat(format.fromJson(format.toJson(dataset)).sources().get(0).path())
                .isEqualTo(path);
    }

    @Test
    void whatTheStagesHaveAddedComesBackToTheNanosecond() {
        Dataset dataset = Dataset.found(
                        "a/b", Path.of("/in"), aSource("/in/a/1.las"), aSource("/in/a/2.las"), aSource("/in/a/3.las"))
                .with(Octree.unproven(Path.of("/scratch/x"), OptionalLong.of(1L << 40))
                        .at(Path.of("/octrees/x"))
                        .proven(1L << 40, MODIFIED));

        assertThat(format.fromJson(format.toJson(dataset))).isEqualTo(dataset);
        assertThat(format.title(dataset)).isEqualTo("/in/a/1.las and 2 more");
    }

    @Test
    void labelsComeBackAndAreNoneInAnEarlierReleasesPayload() {
        Dataset labelled = Dataset.found("a", Path.of("/in"), aSource("/in/a.las"))
                .with(new Labels("ada", "river", Priority.URGENT));
        String earlier = format.toJson(labelled).replaceFirst("\"labels\":\\{[^}]*},", "");

        assertThat(format.fromJson(format.toJson(labelled))).isEqualTo(labelled);
        assertThat(earlier).doesNotContain("ada");
        assertThat(format.fromJson(earlier).labels()).isEqualTo(Labels.NONE);
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        Dataset dataset = Dataset.found("a", Path.of("/in"), aSource("/in/a.las"));

        String later = format.toJson(dataset).replaceFirst("\\{", "{\"scene\":\"x\",");

        assertThat(format.fromJson(later)).isEqualTo(dataset);
    }

    @Test
    void thePublicationsOfAnEarlierReleasesPayloadArePassedOver() {
        Dataset dataset = Dataset.found("a", Path.of("/in"), aSource("/in/a.las"));

        String earlier = format.toJson(dataset)
                .replaceFirst("}$", ",\"publications\":[{\"target\":\"main\",\"metadata\":\"http://s3/a\"}]}");

        assertThat(earlier).contains("publications");
        assertThat(format.fromJson(earlier)).isEqualTo(dataset);
    }

    @Test
    void whatIsNoDatasetIsRefused() {
        assertThatThrownBy(() -> format.fromJson("{\"key\":"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a job's payload is no dataset");
    }

    private static SourceFile aSource(String path) {
        return new SourceFile(Path.of(path), 7, MODIFIED);
    }
}
