package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.Caravan;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ctrl-C, as a shell sends it. */
class InterruptionTest {

    @Test
    void aWatchThatIsInterruptedEndsWith130() throws Exception {
        try (FakeApi api = new FakeApi()
                .on("GET /jobs/j", Reply.json("{\"id\":\"j\",\"state\":\"RUNNING\"}"))
                .on("GET /events", Reply.problem(404, "{}"))) {
            ProcessBuilder builder = new ProcessBuilder(
                    System.getProperty("java.home") + "/bin/java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Caravan.class.getName(),
                    "job",
                    "watch",
                    "j",
                    "--url",
                    api.url());
            Process watch = builder.redirectErrorStream(true).start();
            await().until(() -> api.received("GET /jobs/j").size() > 1);

            new ProcessBuilder("kill", "-INT", String.valueOf(watch.pid()))
                    .start()
                    .waitFor();

            assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).isEqualTo(130);
            assertThat(new String(watch.getInputStream().readAllBytes()))
                    .startsWith("job id=j state=RUNNING")
                    .doesNotContain("Exception");
        }
    }
}
