package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String RFC_1123 = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    @Test
    void theSameOrderHasTheSameName() {
        assertThat(order("survey/2024 Süd", "job-1", 1).name())
                .isEqualTo(order("survey/2024 Süd", "job-1", 1).name())
                .startsWith("convert-survey-2024-s-d-")
                .endsWith("-1");
    }

    @Test
    void anotherDatasetJobOrAttemptHasAnother() {
        assertThat(order("a", "job-1", 1).name())
                .isNotEqualTo(order("b", "job-1", 1).name())
                .isNotEqualTo(order("a", "job-2", 1).name())
                .isNotEqualTo(order("a", "job-1", 2).name());
        assertThat(order("a", "job-1", 1).name()).isNotEqualTo(Order.name("convert", "a", "job-1", "a day later", 1));
        assertThat(order("a-b", "job-1", 1).name())
                .isNotEqualTo(order("a/b", "job-1", 1).name());
    }

    @Test
    void everyNameIsALabel() {
        for (String key : new String[] {"ÄÖÜ", "-", "x".repeat(300), "a".repeat(23) + "/-b", "日本/語", "UPPER/Case_1"}) {
            assertThat(order(key, "job-1", 12345).name()).matches(RFC_1123).hasSizeLessThanOrEqualTo(50);
        }
    }

    private static Order order(String dataset, String job, int attempt) {
        return new Order("convert", dataset, job, "today", attempt, "/sources/a.las", "1.0", Map.of());
    }
}
