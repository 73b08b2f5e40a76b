package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service refuses becomes one line each and an exit code. */
class RefusalsTest {
    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 2", "401, 4", "403, 4", "404, 3", "409, 1", "413, 2", "415, 2", "422, 2", "429, 5", "500, 5", "502, 5",
        "503, 5", "504, 5"
    })
    void statusAndExitCode(int status, int exit) {
        api.on(
                "POST /jobs/1/cancel",
                Reply.problem(status, "{'title':'T','detail':'what is wrong'}".replace('\'', '"')));

        assertThat(line.run("job", "cancel", "1")).isEqualTo(exit);

        assertThat(line.err()).startsWith("error: what is wrong\n").doesNotContain("\tat ");
        assertThat(line.out()).isEmpty();
    }

    @Test
    void aFieldIsNamedWithWhatWasFoundAndWhatIsAllowed() {
        api.on("GET /jobs", Reply.problem(400, """
                        {"title":"Bad Request","status":400,"detail":"2 parameters are wrong","errors":[
                         {"field":"state","found":"WALKING","allowed":"one of QUEUED, RUNNING"},
                         {"field":"limit","found":null,"allowed":"1 to 500"}]}"""));

        assertThat(line.run("jobs", "--state", "WALKING")).isEqualTo(2);

        assertThat(line.err()).isEqualTo("""
                        error: state: 'WALKING' is not allowed; it must be one of QUEUED, RUNNING
                        error: limit: nothing is given; it must be 1 to 500
                        """);
    }

    @Test
    void whoIsNotKnownIsToldHowToShowAKey() {
        api.on("GET /queues", Reply.problem(401, "{\"detail\":\"a key is needed\"}"));

        line.run("queues");

        assertThat(line.err()).contains("error: a key is needed\nerror: a key is shown with --key-file FILE");
    }

    @Test
    void somethingElseAnswersAtThisAddress() {
        api.on("GET /queues", Reply.of(200, "text/html", "<html>"));

        assertThat(line.run("queues")).isEqualTo(5);

        assertThat(line.err()).contains("is this Caravan?").hasLineCount(1);
    }

    @Test
    void aPageOfAProxyIsNotPrinted() {
        api.on("GET /queues", Reply.of(502, "text/html", "<html>"));

        assertThat(line.run("queues")).isEqualTo(5);

        assertThat(line.err()).isEqualTo("error: GET " + api.url() + "/api/v1/queues was answered with 502\n");
    }

    @Test
    void whatIsSaidCanDoNothingToTheTerminal() {
        api.on("GET /queues", Reply.problem(404, "{\"detail\":\"no \\u001b[2Jfile\"}"));

        line.run("queues");

        assertThat(line.err()).isEqualTo("error: no ?[2Jfile\n");
    }

    @Test
    void oneThatIsNotThereDoesNotKeepTheOthersFromTheirTurn() {
        api.on("DELETE /jobs/1", Reply.problem(404, "{\"detail\":\"there is no job 1\"}"))
                .on("DELETE /jobs/2", Reply.nothing());

        assertThat(line.run("job", "delete", "1", "2")).isEqualTo(3);

        assertThat(line.err()).isEqualTo("error: there is no job 1\n");
        assertThat(line.out()).isEqualTo("2: deleted\n");
    }

    @Test
    void whoIsNotAllowedInNeedNotTryAgain() {
        api.on("DELETE /jobs/1", Reply.problem(403, "{\"detail\":\"only operators\"}"));

        assertThat(line.run("job", "delete", "1", "2")).isEqualTo(4);

        assertThat(api.received()).hasSize(1);
    }

    @Test
    void wrongCommandLines() {
        assertThat(line.run("job")).isEqualTo(2);
        assertThat(line.run("job", "show")).isEqualTo(2);
        assertThat(line.run("jobs", "--limit", "0")).isEqualTo(2);
        assertThat(line.run("jobs", "--since", "yesterday")).isEqualTo(2);
        assertThat(line.run("jobs", "--stale", "--state", "RUNNING")).isEqualTo(2);
        assertThat(line.run("workers", "dance", "a:convert")).isEqualTo(2);
        assertThat(line.run("workers", "drain")).isEqualTo(2);
        assertThat(line.run("reprocess")).isEqualTo(2);
        assertThat(line.run("reprocess", "a.las", "--failed")).isEqualTo(2);
        assertThat(line.run("clean-up")).isEqualTo(2);
        assertThat(line.run("clean-up", "--older-than", "5h")).isEqualTo(2);
        assertThat(line.run("queues", "--nonsense")).isEqualTo(2);
        assertThat(line.run("queues", "--timeout", "soon")).isEqualTo(2);

        assertThat(api.received()).isEmpty();
    }
}
