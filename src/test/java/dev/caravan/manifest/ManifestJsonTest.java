package dev.caravan.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestJsonTest {

    @Test
    void whatIsWrittenIsReadAsItWas() throws ManifestException {
        Manifest manifest = AManifest.of("area/one");

        assertThat(ManifestJson.read(ManifestJson.write(manifest), "caravan.json"))
                .isEqualTo(manifest);
    }

    @Test
    void equalManifestsAreEqualBytesInTheOrderOfTheirMembers() {
        String text = new String(ManifestJson.write(AManifest.of("one")), UTF_8);

        assertThat(text)
                .startsWith("{\n  \"format\" : 1,\n  \"dataset\" : \"one\",\n")
                .endsWith("}\n")
                .containsSubsequence("\"sources\"", "\"producer\"", "\"encoding\"", "\"method\"", "\"objects\"");
    }

    @Test
    void theSchemaInTheDocumentationIsThatOfWhatIsWritten() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/caravan.schema.json")), InputFormat.JSON);

        assertThat(schema.validate(text(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(text().replace("\"octree\"", "\"table\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(text().replace("\"size\"", "\"length\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "format" : 1           | "format" : 2          | has the format 2; this release reads 1: a newer release
                    "format" : 1           | "form" : 1            | its member 'format' is missing, expected is 1
                    "format" : 1           | "format" : "1"        | its member 'format' is "1", expected is 1
                    "profile" : "octree"   | "profile" : "octree", "colour" : "red" | Unrecognized field "colour"
                    "points" : 7           | "points" : null       | null
                    "projection" : "EPSG:25832" | "projection" : null | content.projection is missing
                    "version" : "2026      | "version" : "x2026    | expected is a name such as
                    "unit" : "file"        | "unit" : null         | unit is missing
                    """)
    void whatIsNoManifestIsRefusedWithTheReason(String good, String bad, String reason) {
        String text = text();
        assertThat(text).contains(good);

        assertThatThrownBy(() -> ManifestJson.read(text.replace(good, bad).getBytes(UTF_8), "s3://b/caravan.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("s3://b/caravan.json ")
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> ManifestJson.read("<Error/>".getBytes(UTF_8), "x"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("x is no manifest: ");
        assertThatThrownBy(() -> ManifestJson.read(new byte[0], "x")).isInstanceOf(ManifestException.class);
    }

    @Test
    void anotherOptionIsAnotherMarkAndAnotherVersionIsNot() {
        Manifest.Producer made = AManifest.producer();

        assertThat(made.mark()).matches("[0-9a-f]{16}");
        assertThat(new Manifest.Producer("caravan", "2.0", made.options()).mark())
                .isEqualTo(made.mark());
        assertThat(new Manifest.Producer("caravan", "1.0", Map.of("method", "random", "encoding", "DEFAULT")).mark())
                .isNotEqualTo(made.mark());
        assertThat(new Manifest.Producer("other", "1.0", made.options()).mark()).isNotEqualTo(made.mark());
    }

    private static String text() {
        return new String(ManifestJson.write(AManifest.of("one")), UTF_8);
    }
}
