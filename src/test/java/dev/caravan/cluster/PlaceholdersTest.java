package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    @Test
    void aTextAroundAPlaceholderStaysAText() throws IOException {
        assertThat(filled("value: -Xmx${heap}", Map.of("heap", "512m"))).isEqualTo("{\"value\":\"-Xmx512m\"}");
    }

    @Test
    void aNumberThatIsTheWholeTextStaysANumber() throws IOException {
        assertThat(filled("seconds: \"${deadline}\"", Map.of("deadline", 60L))).isEqualTo("{\"seconds\":60}");
    }

    @Test
    void aListBecomesItemsOfTheListAroundIt() throws IOException {
        assertThat(filled("args: [convert, \"${sources}\", -o]", Map.of("sources", List.of("/a", "/b"))))
                .isEqualTo("{\"args\":[\"convert\",\"/a\",\"/b\",\"-o\"]}");
    }

    @Test
    void aFieldWhoseValueIsEmptyIsLeftOutAndAnItemOfNothingToo() throws IOException {
        assertThat(filled(
                        "queue: \"${queue}\"\nsecrets: [{name: \"${secret}\"}]\nempty: {}\nitems: [{emptyDir: {}}]",
                        Map.of("queue", "", "secret", "")))
                .isEqualTo("{\"secrets\":[],\"empty\":{},\"items\":[{\"emptyDir\":{}}]}");
    }

    @Test
    void anItemOfNothingButEmptyObjectsIsLeftOut() throws IOException {
        String yaml =
                "envFrom: [{secretRef: {name: \"${secret}\"}}]\nvolumes: [{name: tmp, emptyDir: {sizeLimit: \"${disk}\"}}]";

        assertThat(filled(yaml, Map.of("secret", "", "disk", "")))
                .isEqualTo("{\"envFrom\":[],\"volumes\":[{\"name\":\"tmp\",\"emptyDir\":{}}]}");
        assertThat(filled(yaml, Map.of("secret", "keys", "disk", "")))
                .startsWith("{\"envFrom\":[{\"secretRef\":{\"name\":\"keys\"}}]");
    }

    @Test
    void noValueChangesTheStructure() throws IOException {
        assertThat(filled("path: \"${source}\"", Map.of("source", "a: {b}\n- ${heap} $1 \\\"\"")))
                .isEqualTo("{\"path\":\"a: {b}\\n- ${heap} $1 \\\\\\\"\\\"\"}");
    }

    private static String filled(String yaml, Map<String, Object> values) throws IOException {
        return new Placeholders(values)
                .in((ObjectNode) new YAMLMapper().readTree(yaml))
                .toString();
    }
}
