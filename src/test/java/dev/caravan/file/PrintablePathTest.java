package dev.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class PrintablePathTest {

    @Test
    void anOrdinaryNameIsItself() {
        assertThat(PrintablePath.of(Path.of("/a b/Grün'\\%#.las"))).isEqualTo("/a b/Grün'\\%#.las");
    }

    @Test
    void aLineBreakCannotForgeALogLine() {
        assertThat(PrintablePath.of(Path.of("/a\nERROR\u001b[2J.las"))).isEqualTo("/a\\nERROR\\u001b[2J.las");
    }

    @Test
    void bytesThatAreNoTextAreToldApart() {
        Path path = Path.of(URI.create("file:///a/b%FFc.las"));
        assertThat(PrintablePath.representable(path)).isFalse();
        assertThat(PrintablePath.of(path)).isEqualTo("/a/b%FFc.las");
    }

    @Test
    void aNameMayHoldTheReplacementCharacterItself() {
        assertThat(PrintablePath.representable(Path.of("/a/\uFFFD.las"))).isTrue();
    }
}
