package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputsTest {
    private final Inputs three = new Inputs(List.of(input("a", 100), input("b", 0), input("c", 50)));

    @Test
    void theFileInWorkIsToldWhileFilesAreReadOneByOne() {
        assertThat(three.inWork("distribute", 0)).isEqualTo("/a (1 of 3)");
        assertThat(three.inWork("distribute", 99)).isEqualTo("/a (1 of 3)");
        assertThat(three.inWork("measure", 100)).isEqualTo("/c (3 of 3)");
        assertThat(three.inWork("distribute", 150)).isEqualTo("/c (3 of 3)");
        assertThat(three.inWork("build", 10)).isNull();
    }

    @Test
    void theOnlyFileIsInWorkAllTheTime() {
        Inputs one = new Inputs(List.of(input("a", 100)));

        assertThat(one.inWork("build", 10)).isEqualTo("/a");
    }

    @Test
    void headersThatClaimTooMuchDoNotMakeItLittle() {
        Inputs inputs = new Inputs(List.of(input("a", Long.MAX_VALUE), input("b", 5)));

        assertThat(inputs.points()).isEqualTo(Long.MAX_VALUE);
        assertThat(three.points()).isEqualTo(150);
    }

    private static Inputs.Input input(String name, long points) {
        return new Inputs.Input(Path.of("/" + name), points, 34);
    }
}
