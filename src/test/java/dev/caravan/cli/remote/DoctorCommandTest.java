package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    private static final String OK =
            "{\"check\":\"redis\",\"subject\":\"127.0.0.1:6379\",\"status\":\"OK\",\"message\":\"answers\",\"remedy\":\"\"}";
    private static final String SKIPPED =
            "{\"check\":\"cluster\",\"subject\":\"\",\"status\":\"SKIPPED\",\"message\":\"there is none\",\"remedy\":\"\"}";
    private static final String WARNING =
            "{\"check\":\"machine\",\"subject\":\"open files\",\"status\":\"WARNING\",\"message\":\"few\",\"remedy\":\"ulimit -n\"}";
    private static final String FAILED =
            "{\"check\":\"sources\",\"subject\":\"/data\",\"status\":\"FAILED\",\"message\":\"gone\",\"remedy\":\"mount it\"}";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void eachFindingHasItsMarkAndWhatIsWrongItsRemedy() {
        api.on("GET /doctor", diagnosis(1, 1, 1, OK, SKIPPED, WARNING, FAILED));

        assertThat(line.run("doctor")).isEqualTo(1);

        assertThat(line.out()).isEqualTo("""
                ok       redis 127.0.0.1:6379: answers
                skipped  cluster: there is none
                WARNING  machine open files: few
                         -> ulimit -n
                FAILED   sources /data: gone
                         -> mount it
                1 failed, 1 warning; not looked at: 1
                """);
    }

    @Test
    void allIsWell() {
        api.on("GET /doctor", diagnosis(0, 0, 0, OK));

        assertThat(line.run("doctor", "--strict")).isZero();

        assertThat(line.out()).endsWith("\nall is well\n");
    }

    @Test
    void warningsFailWhenThatIsWanted() {
        api.on("GET /doctor", diagnosis(0, 1, 0, WARNING));

        assertThat(line.run("doctor")).isZero();
        assertThat(line.run("doctor", "--strict")).isEqualTo(1);
    }

    @Test
    void someOfThemForPrograms() {
        api.on("GET /doctor", diagnosis(0, 0, 0, OK));

        assertThat(line.run("doctor", "--check", "redis", "--check", "targets", "--json"))
                .isZero();

        assertThat(line.out().lines()).singleElement().asString().startsWith("{\"status\"");
    }

    @Test
    void withoutAServiceItIsSaidWhatHelps() {
        line.with("CARAVAN_URL", "http://127.0.0.1:" + RealRedis.freePort());

        assertThat(line.run("doctor")).isEqualTo(5);

        assertThat(line.err()).contains("caravan doctor --offline");
    }

    @Test
    void settingsBelongToOffline() {
        assertThat(line.run("doctor", "--caravan.data=/x")).isEqualTo(2);
        assertThat(line.err()).contains("--caravan.data=/x", "--offline");
        assertThat(line.run("doctor", "--offline", "nonsense")).isEqualTo(2);
    }

    private static Reply diagnosis(int failed, int warnings, int skipped, String... items) {
        return Reply.json("{\"status\":\"OK\",\"failed\":%d,\"warnings\":%d,\"skipped\":%d,\"items\":[%s]}"
                .formatted(failed, warnings, skipped, String.join(",", items)));
    }
}
