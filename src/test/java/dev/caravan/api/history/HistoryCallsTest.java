package dev.caravan.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.api.Answer;
import dev.caravan.api.ApiJson;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Caller;
import dev.caravan.api.NotFoundException;
import dev.caravan.file.FileStore;
import dev.caravan.history.FailureLog;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.history.Performance;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class HistoryCallsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final History history = new History(redis, link);
    private final OperationDetails operations =
            new OperationDetails(new Operations(redis, link), new HistoryTargets(new FileStore(redis)));
    private final Reports reports = new Reports(
            new Performance(redis, link, Clock.systemUTC()), new FailureLog(redis, link, Clock.systemUTC()));

    @Test
    void operationsAreListedByFiltersAPageAtATime() throws Exception {
        // given
        for (int i = 0; i < 5; i++) {
            history.append(NewOperation.on("/in/" + i % 2 + ".las", "convert").by(i == 0 ? "ann" : "bob"));
        }
        history.append(NewOperation.on("/in/0.las", "publish").ended(OperationStatus.FAILED, "BUG", "odd"));

        // then
        JsonNode first = list(Map.of("limit", "4", "order", "oldest"));
        JsonNode second = list(Map.of(
                "limit", "4", "order", "oldest", "cursor", first.path("next").asText()));
        assertThat(first.path("items")).hasSize(4);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(second.at("/items/1/error_message").asText()).isEqualTo("odd");
        assertThat(list(Map.of("path", "/in/1.las")).path("items")).hasSize(2);
        assertThat(list(Map.of("path", "/in/")).path("items")).hasSize(6);
        assertThat(list(Map.of("type", "publish,upload")).path("items")).hasSize(1);
        assertThat(list(Map.of("status", "success", "user", "ann")).path("items"))
                .hasSize(1);
        assertThat(list(Map.of("until", "2020-01-01T00:00:00Z")).path("items")).isEmpty();
        assertThat(operations.ofFile(request(Map.of("path", "/in/1.las"), "")).items())
                .hasSize(2);
    }

    @Test
    void theHistoryOfOneOfManyFilesIsThatOfItsDataset() {
        // given
        history.append(NewOperation.on("/in/area", "convert"));
        redis.opsForHash().put("file:/in/area/1.las", "dataset", "area");
        redis.opsForHash().put("dataset:area", "target", "/in/area");
        redis.opsForValue().set("dataset:broken", "no hash");
        redis.opsForHash().put("file:/in/b.las", "dataset", "broken");

        // then
        assertThat(operations
                        .ofFile(request(Map.of("path", "/in/area/1.las"), ""))
                        .items())
                .extracting(operation -> operation.record().targetPath())
                .containsExactly("/in/area");
        assertThat(operations.ofFile(request(Map.of("path", "/in/b.las"), "")).items())
                .isEmpty();
    }

    @Test
    void oneOperationIsFoundByItsId() {
        String id = history.append(NewOperation.on("/in/a.las", "convert"));

        assertThat(operations.get(one(id)).record().targetPath()).isEqualTo("/in/a.las");
        assertThatThrownBy(() -> operations.get(one("0c5b6b0e-6f7a-8000-8a42-0f6d3f1c2a11")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("0c5b6b0e");
        assertThatThrownBy(() -> operations.get(one("x"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anExportHasAllOfItALineEach() throws Exception {
        // given
        for (int i = 0; i < 1100; i++) {
            history.append(NewOperation.on("/in/ä" + i, "convert"));
        }

        // when
        Answer answer = operations.export(request(Map.of("order", "oldest"), ""));

        // then
        assertThat(answer.mediaType()).isEqualTo("application/x-ndjson");
        List<String> targets = new ArrayList<>();
        try (InputStream lines = (InputStream) answer.content()) {
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                targets.add(JSON.readTree(line).path("target_name").asText());
            }
        }
        assertThat(targets).hasSize(1100).startsWith("ä0", "ä1").endsWith("ä1099");
    }

    @Test
    void whoAcceptsOnlyLinesGetsLines() {
        ApiRequest request = new ApiRequest(
                Caller.ANONYMOUS,
                "GET",
                "/api/v1/operations",
                Map.of(),
                Map.of(),
                "application/x-ndjson;q=1",
                null,
                null,
                null,
                new byte[0]);

        assertThat(operations.list(request)).isInstanceOf(Answer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "status, SUCCESS",
        "status, good",
        "location, moon",
        "type, Convert",
        "order, up",
        "limit, 0",
        "limit, 501",
        "cursor, x",
        "since, yesterday",
        "job, a/b",
        "colour, red"
    })
    void whatIsWrongIsNamed(String field, String value) {
        assertThatThrownBy(() -> operations.list(request(Map.of(field, value), "")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": '" + value + "' is not allowed; it must be ");
    }

    @ParameterizedTest
    @CsvSource({"days, 0", "days, 367", "type, A", "hours, 1"})
    void aReportIsOfWholeDays(String field, String value) {
        assertThatThrownBy(() -> reports.performance(request(Map.of(field, value), "")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field);
    }

    @Test
    void aReportOfNothingIsEmpty() {
        assertThat(reports.performance(request(Map.of("type", "dataset_conversion"), ""))
                        .rows())
                .isEmpty();
        assertThat(reports.failures(request(Map.of("hours", "1"), "")).total()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "olderThanDays; {\"what\": [\"jobs\"]}",
                "olderThanDays; {\"olderThanDays\": 0, \"what\": [\"jobs\"]}",
                "olderThanDays; {\"olderThanDays\": 36501, \"what\": [\"jobs\"]}",
                "what; {\"olderThanDays\": 1}",
                "what; {\"olderThanDays\": 1, \"what\": []}",
                "what; {\"olderThanDays\": 1, \"what\": [\"octrees\"]}",
                "what; {\"olderThanDays\": 1, \"what\": [null]}"
            })
    void whatIsCleanedUpMustBeSaid(String field, String body) {
        CleanUpBody read = Bodies.read(request(Map.of(), body), CleanUpBody.class);

        assertThatThrownBy(() -> {
                    read.age();
                    read.kinds();
                })
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    private JsonNode list(Map<String, String> parameters) throws Exception {
        return JSON.readTree(ApiJson.writer().writeValueAsString(operations.list(request(parameters, ""))));
    }

    private static ApiRequest one(String id) {
        return new ApiRequest(
                Caller.ANONYMOUS,
                "GET",
                "/api/v1/operations/" + id,
                Map.of("id", id),
                Map.of(),
                null,
                null,
                null,
                null,
                new byte[0]);
    }

    private static ApiRequest request(Map<String, String> parameters, String body) {
        Map<String, List<String>> query = new HashMap<>();
        parameters.forEach((name, value) -> query.put(name, List.of(value)));
        return new ApiRequest(
                Caller.ANONYMOUS,
                "GET",
                "/api/v1/operations",
                Map.of(),
                query,
                null,
                "application/json",
                null,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
