package dev.caravan.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**/*.las            | a.las          | true",
                "**/*.las            | A.LaS          | true",
                "**/*.las            | x/y/z/a.las    | true",
                "**/*.las            | a.laz          | false",
                "**/*.las            | a.las/b        | false",
                "**/*.{las,laz}      | x/a.LAZ        | true",
                "**/*{.las,.laz}     | x/a.LAS        | true",
                "**/*{.las,.laz}     | x/a.Laz        | true",
                "*.las               | a.las          | true",
                "*.las               | x/a.las        | false",
                "north/**            | north/x/a.las  | true",
                "north/**            | North/a.las    | false",
                "north/**            | north          | false",
                "**/old              | old            | true",
                "**/old              | x/y/old        | true",
                "**/old              | x/older        | false",
                "a/**/b/*.las        | a/b/t.las      | true",
                "a/**/b/*.las        | a/x/y/b/t.las  | true",
                "tile_[0-9]?.las     | tile_12.las    | true",
                "tile_[!0-9].las     | tile_x.las     | true",
                "tile_[!0-9].las     | tile_1.las     | false",
                "Tile*.las           | tile1.las      | false",
                "Tile*.las           | Tile1.LAS      | true",
                "a\\[1\\].las        | a[1].las       | true",
                "a(1)+$^.las         | a(1)+$^.las    | true",
                "a.b.las             | axb.las        | false",
                "a,b.las             | a,b.las        | true",
                "[^a].las            | ^.las          | true",
                "**                  | any/thing      | true",
                "plain               | plain          | true",
            })
    void matchesTheWholeRelativePath(String pattern, String path, boolean matches) {
        assertThat(Glob.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void aNameMayHoldALineBreak() {
        assertThat(Glob.of("**/*.l?s").matches("a\nb/c\nd.las")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.{las", "a[b.las", "a\\"})
    void aPatternThatIsNotClosedIsRefused(String pattern) {
        assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(PatternSyntaxException.class);
    }
}
