package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {

    record Order(
            @Nullable String name,
            @Nullable Integer count,
            @Nullable List<String> paths,
            @Nullable Boolean force) {}

    @Test
    void aBodyIsARecord() {
        Order order = Bodies.read(
                request("{\"name\":\"ä\",\"count\":2,\"paths\":[\"/a\"]}", "application/json; charset=utf-8"),
                Order.class);

        assertThat(order).isEqualTo(new Order("ä", 2, List.of("/a"), null));
    }

    @Test
    void aBodyMayBeLeftOutWhereItIsOptional() {
        assertThat(Bodies.readOptional(request("", null), Order.class)).isEqualTo(new Order(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":1}|name|a text",
                "{\"name\":true}|name|a text",
                "{\"name\":[]}|name|a text",
                "{\"count\":\"2\"}|count|a whole number",
                "{\"count\":2.5}|count|a whole number",
                "{\"force\":\"true\"}|force|true or false",
                "{\"paths\":\"/a\"}|paths|a list",
                "{\"paths\":[1]}|paths[0]|a text",
                "{\"nmae\":\"x\"}|nmae|one of the members [count, force, name, paths]",
                "{\"name\":\"a\",\"name\":\"b\"}|body|one JSON object",
                "{} {}|body|one JSON object",
                "[]|body|an object",
                "null|body|a JSON object",
                "{|body|one JSON object",
            })
    void whatIsNotUnderstoodIsRefusedByName(String body, String field, String allowed) {
        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> Bodies.read(request(body, "application/json"), Order.class));

        assertThat(refusal.errors().get(0).field()).isEqualTo(field);
        assertThat(refusal.errors().get(0).allowed()).startsWith(allowed);
        assertThat(refusal.getMessage()).doesNotContain("dev.caravan", "jackson");
    }

    @Test
    void aBodyOfAnotherKindIsNotRead() {
        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> Bodies.read(request("{}", "text/plain"), Order.class));

        assertThat(Problems.of(refusal).status()).isEqualTo(415);
        assertThat(refusal.errors().get(0).field()).isEqualTo("Content-Type");
    }

    private static ApiRequest request(String body, @Nullable String contentType) {
        return new ApiRequest(
                Caller.ANONYMOUS,
                "POST",
                "/api/v1/x",
                Map.of(),
                Map.of(),
                null,
                contentType,
                null,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
