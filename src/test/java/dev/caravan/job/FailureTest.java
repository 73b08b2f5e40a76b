package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void whatAProcessSaidIsTheEvidenceWhereverItHangs() {
        Throwable fault = new IllegalStateException(new IOException("failed", new Evidence(List.of("one", "two"))));

        assertThat(Failure.of(FailureKind.INFRASTRUCTURE, "failed", fault).detail())
                .isEqualTo("one\ntwo");
    }

    @Test
    void elseTheStackTraceIs() {
        assertThat(Failure.bug(new IllegalStateException("why")).detail())
                .startsWith("java.lang.IllegalStateException: why\n\tat ");
    }

    @Test
    void ofTooMuchEvidenceTheEndIsKept() {
        List<String> lines = Collections.nCopies(100, "ü".repeat(1000));

        String detail = Failure.of(FailureKind.BUG, "x", new Evidence(lines)).detail();

        assertThat(detail.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(16_000, Failure.LONGEST_DETAIL);
        assertThat(detail).endsWith("ü").doesNotContain("\uFFFD");
    }
}
