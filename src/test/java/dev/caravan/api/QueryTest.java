package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void aParameterKeepsAllItsValuesInTheirOrder() {
        assertThat(Query.parse("state=FAILED&limit=5&state=QUEUED&empty=&bare"))
                .containsEntry("state", List.of("FAILED", "QUEUED"))
                .containsEntry("limit", List.of("5"))
                .containsEntry("empty", List.of(""))
                .containsEntry("bare", List.of(""));
    }

    @Test
    void valuesAreDecoded() {
        assertThat(Query.parse("path=%2Fdata%2Fm%C3%BCnster+1.las&eq=a=b"))
                .containsEntry("path", List.of("/data/münster 1.las"))
                .containsEntry("eq", List.of("a=b"));
        assertThat(Query.parse(null)).isEmpty();
        assertThat(Query.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName=x",
                "cAmElHttpUri=x",
                "%43amelHttpUri=x",
                "breadcrumbId=x",
                "org.apache.camel.x=y",
                "=x",
                "a b=c",
                "a[0]=c",
                "a%00=b",
                "a=%00",
                "a=%0d%0ab",
                "a=%ff",
                "a=%c0%ae",
                "a=%",
                "a=%zz"
            })
    void whatIsNoParameterOfOursIsRefused(String query) {
        assertThatThrownBy(() -> Query.parse(query))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith("query: ");
    }

    @Test
    void aHundredParametersAreEnough() {
        assertThat(Query.parse("a=1&".repeat(100)).get("a")).hasSize(100);
        assertThatThrownBy(() -> Query.parse("a=1&".repeat(101))).hasMessageContaining("101 parameters");
    }
}
