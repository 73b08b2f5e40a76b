package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image that the build makes is the one that the manifests name. */
class ImageTest {
    private static final Path POM = Path.of("pom.xml");

    @Test
    void theChartAsksForTheProjectsImage() throws IOException {
        String version = first("<artifactId>caravan</artifactId>\\s*<version>([^<]+)</version>");
        String image = first("<image.name>([^<]+)</image.name>").replace("${project.version}", version);

        JsonNode container = Chart.rendered("").one("Deployment/my-caravan").at("/spec/template/spec/containers/0");

        assertThat(container.path("image").asText()).isEqualTo(image);
    }

    /** A tag is moved; with a digest the same sources make the same image. */
    @Test
    void theBaseIsNamedByItsDigest() throws IOException {
        assertThat(first("<image.base>([^<]+)</image.base>")).matches("[a-z./-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}");
    }

    /** What is mounted over the image lies where the image has it. */
    @Test
    void theChartMountsIntoTheImagesHome() throws IOException {
        String home = first("<image.home>([^<]+)</image.home>");

        JsonNode container = Chart.rendered("").one("Deployment/my-caravan").at("/spec/template/spec/containers/0");

        assertThat(container.at("/volumeMounts/0/mountPath").asText()).isEqualTo(home + "/application.yaml");
    }

    @Test
    void bothRunAsTheSameUser() throws IOException {
        JsonNode pod = Chart.rendered("").one("Deployment/my-caravan").at("/spec/template/spec/securityContext");

        assertThat(pod.path("runAsUser").asText() + ":" + pod.path("runAsGroup").asText())
                .isEqualTo(first("<user>([^<]+)</user>"));
    }

    @Test
    void thePlainManifestsAreOfTheSameVersion() throws IOException {
        String version = first("<artifactId>caravan</artifactId>\\s*<version>([^<]+)</version>");

        try (var files = Files.walk(Kustomized.DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher named = Pattern.compile("(?:newTag: |kubernetes.io/version: |image: caravan:)(\\S+?)}?\\s")
                        .matcher(Files.readString(file));
                while (named.find()) {
                    assertThat(named.group(1)).as(file.toString()).isEqualTo(version);
                }
            }
        }
    }

    private static String first(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(POM));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
