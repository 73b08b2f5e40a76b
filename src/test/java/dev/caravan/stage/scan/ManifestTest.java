package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("a list", "a.las\nsub/b.laz\n", List.of("1:a.las", "2:sub/b.laz")),
                Arguments.of("comments, empty lines", "# tiles\n\n  a.las  \n #x\n", List.of("3:a.las")),
                Arguments.of("no line feed at the end", "a.las\nb.las", List.of("1:a.las", "2:b.las")),
                Arguments.of("Windows", "\uFEFFa.las\r\nb c.las\r\n", List.of("1:a.las", "2:b c.las")),
                Arguments.of("a name with a hash", "a#1.las\n", List.of("1:a#1.las")),
                Arguments.of("a pattern", "north/**/*.la[sz]", List.of("1:north/**/*.la[sz]")),
                Arguments.of(
                        "a metacloud",
                        "# by hand\nPOINTS_FILES\n./a.las\n./b.las # the second\n\nMETACLOUD_ATTRIBUTES\ncreator \"Ada\"\n",
                        List.of("3:./a.las", "4:./b.las")),
                Arguments.of(
                        "a metacloud with quotes and several a line",
                        "POINTS_FILES\n\"a b.las\" c.las\t\"d\\\"e.las\"\n",
                        List.of("2:a b.las", "2:c.las", "2:d\"e.las")),
                Arguments.of(
                        "a metacloud's other sections",
                        "METACLOUD_ATTRIBUTES\nyear 2026\nPOINTS_FILES # all\na.las\nEXTRA_ATTRIBUTES\nx.bin float32 speed\n"
                                + "INDEX_FILES\ni.bin kd main\nPOINTS_FILES\nb.las\n",
                        List.of("4:a.las", "10:b.las")),
                Arguments.of(
                        "a list that mentions a section",
                        "a.las\nPOINTS_FILES\n",
                        List.of("1:a.las", "2:POINTS_FILES")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void eachLineThatSaysSomethingIsFoundWithItsNumber(String what, String text, List<String> expected)
            throws Exception {
        assertThat(parse(text.getBytes(StandardCharsets.UTF_8)))
                .extracting(line -> line.number() + ":" + line.text())
                .isEqualTo(expected);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("nothing", "", "it names no file"),
                Arguments.of("only comments", "# a.las\n\n", "it names no file"),
                Arguments.of("a metacloud without files", "POINTS_FILES\nINDEX_FILES\n", "it names no file"),
                Arguments.of("an open quote", "POINTS_FILES\n\"a b.las\n", "line 2: '\"' without a second one"),
                Arguments.of("not UTF-8", "a.las\nb\u00e9.las\n", "line 2: it is not UTF-8 text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void whatMeansNothingIsRefusedWithItsPlace(String what, String text, String message) {
        assertThatThrownBy(() -> parse(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ManifestException.class)
                .hasMessage(message);
    }

    @Test
    void onlyAListHasPatterns() throws Exception {
        assertThat(parse("*.las".getBytes(StandardCharsets.UTF_8)).get(0).looksLikePattern())
                .isTrue();
        assertThat(parse("POINTS_FILES\n*.las".getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .looksLikePattern())
                .isFalse();
    }

    private static List<ManifestLine> parse(byte[] text) throws ManifestException {
        return Manifest.parse(ManifestText.lines(text));
    }
}
