package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".hidden.las",
                ".snapshot",
                ".Trash-1000",
                "a.las~",
                "a.las.part",
                "a.las.PART",
                "a.las.filepart",
                "a.tmp",
                "a.las.crdownload",
                "~$a.las",
                "lost+found",
                "$RECYCLE.BIN",
                "System Volume Information",
                "@eaDir"
            })
    void isIgnoredWithAReason(String name) {
        assertThat(IgnoreRule.reason(name)).get().asString().contains("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.las", "a.tmp.las", "~a.las", "part", "a.", "-a.las", "lost+found.las", "t"})
    void isTaken(String name) {
        assertThat(IgnoreRule.reason(name)).isEmpty();
    }
}
