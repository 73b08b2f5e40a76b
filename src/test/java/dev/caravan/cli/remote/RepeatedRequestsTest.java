package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a request is sent again, and when not. */
class RepeatedRequestsTest {
    private static final Reply BUSY = Reply.problem(503, "{\"detail\":\"busy\"}", "Retry-After", "2");
    private static final Reply QUEUES = Reply.json("[]");
    private static final Reply SCANNED = Reply.json("{\"seen\":0,\"complete\":true}");

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void asOftenAndAsLateAsTheServiceSays() {
        api.on("GET /queues", BUSY, Reply.problem(429, "{}", "Retry-After", "7"), QUEUES);

        assertThat(line.run("queues")).isZero();

        assertThat(line.pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(7));
    }

    @Test
    void notForEver() {
        api.on("GET /queues", BUSY);

        assertThat(line.run("queues")).isEqualTo(5);

        assertThat(api.received()).hasSize(4);
        assertThat(line.err()).isEqualTo("error: busy\n");
    }

    @Test
    void notWithoutATimeNorAfterALongOne() {
        api.on("GET /queues", Reply.problem(503, "{}"), Reply.problem(429, "{}", "Retry-After", "3600"));

        assertThat(line.run("queues")).isEqualTo(5);
        assertThat(line.run("queues")).isEqualTo(5);

        assertThat(line.pauses).isEmpty();
    }

    @Test
    void aPostThatWasCutIsSentAgainUnderItsKey() {
        api.on("POST /scan", Reply.cut(), SCANNED);

        assertThat(line.run("scan")).isZero();

        assertThat(api.received()).hasSize(2);
        assertThat(api.received().get(1).header("Idempotency-Key"))
                .isEqualTo(api.received().get(0).header("Idempotency-Key"));
    }

    @Test
    void twoCommandsHaveTwoKeys() {
        api.on("POST /scan", SCANNED);

        line.run("scan");
        line.run("scan");

        assertThat(api.received().get(1).header("Idempotency-Key"))
                .isNotEqualTo(api.received().get(0).header("Idempotency-Key"));
    }

    @Test
    void whileTheServiceStillWorksOnTheFirstOneTheSecondWaits() {
        api.on("POST /scan", Reply.cut(), Reply.problem(409, "{}"), SCANNED);

        assertThat(line.run("scan")).isZero();

        assertThat(api.received()).hasSize(3);
    }

    @Test
    void aPutThatWasCutIsNotSentAgain() {
        api.on("PUT /jobs/1", Reply.cut());

        assertThat(line.run("job", "priority", "HIGH", "1")).isEqualTo(5);

        assertThat(api.received()).hasSize(1);
    }

    @Test
    void nobodyIsThere() {
        ACommandLine nowhere = new ACommandLine().with("CARAVAN_URL", "http://127.0.0.1:1");

        assertThat(nowhere.run("queues")).isEqualTo(5);

        assertThat(nowhere.pauses).hasSize(3);
        assertThat(nowhere.err())
                .isEqualTo(
                        "error: there is no service at http://127.0.0.1:1; --url or the variable CARAVAN_URL says where it is\n");
    }

    @Test
    void whoDoesNotAnswerInTimeIsNotAskedAgain() {
        api.on("GET /queues", exchange -> {
            // Until the test's end, which interrupts it.
            java.util.concurrent.locks.LockSupport.park();
        });

        assertThat(line.run("queues", "--timeout", "1s")).isEqualTo(5);

        assertThat(line.err()).contains("no answer within 1 s");
        assertThat(api.received()).hasSize(1);
    }
}
