package dev.caravan.component;

import static dev.caravan.job.JobState.COMPLETED;
import static dev.caravan.job.JobState.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.JobRun;
import dev.caravan.job.NewJob;
import dev.caravan.job.Priority;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What comes out of routes that stand between `jobs:` doors. */
@ExtendWith(RealRedis.class)
class JobsRouteTest {
    @TempDir
    private Path data;

    private final StringRedisTemplate redis = RealRedis.template();
    private final AtomicInteger attempts = new AtomicInteger();
    private Instance instance;

    @BeforeEach
    void open() {
        instance = Instance.on(redis, data);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aJobGoesThroughTheStagesOfYamlRoutesAndTheBodyIsAllThatIsCarried() throws Exception {
        List<Exchange> seen = new CopyOnWriteArrayList<>();
        instance.camel.getRegistry().bind("witness", (org.apache.camel.Processor) exchange -> {
            assertThat(MDC.get("job")).isEqualTo(run(exchange).id());
            seen.add(exchange.copy());
        });
        PluginHelper.getRoutesLoader(instance.camel).loadRoutes(ResourceHelper.fromString("pipeline.camel.yaml", """
                - route:
                    id: convert
                    from:
                      uri: jobs:convert
                      parameters:
                        concurrentConsumers: 2
                        lease: 2s
                      steps:
                        - setHeader:
                            name: gone
                            expression:
                              constant:
                                expression: soon
                        - process:
                            ref: witness
                        - transform:
                            expression:
                              simple:
                                expression: "${body}, converted"
                        - to:
                            uri: jobs:verify
                - route:
                    id: verify
                    from:
                      uri: jobs:verify
                      steps:
                        - process:
                            ref: witness
                """));
        instance.start();

        instance.camel
                .createFluentProducerTemplate()
                .withBody("a")
                .withHeader("from-outside", "x")
                .to("jobs:convert")
                .send();

        await().until(() -> instance.hasEnded(redis, "a", COMPLETED));
        assertThat(seen).hasSize(2).allSatisfy(exchange -> assertThat(
                        exchange.getMessage().getHeaders())
                .doesNotContainKeys("from-outside"));
        assertThat(seen.get(1).getMessage().getHeaders()).isEmpty();
        assertThat(seen.get(1).getMessage().getBody()).isEqualTo("a, converted");
        assertThat(run(seen.get(1)).stage()).isEqualTo("verify");
        assertThat(run(seen.get(0)).id()).isEqualTo(run(seen.get(1)).id());
        assertThat(logOf("a"))
                .contains("convert: attempt 1 begins", "convert: done; on to verify", "the job is completed");
    }

    @Test
    void aPassingFaultIsTriedAgainAndLeavesNoTraceInTheEnd() throws Exception {
        instance.with(errors(exchange -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IOException("connection reset");
                    }
                }))
                .start();

        instance.send("convert", "a");

        await().until(() -> instance.hasEnded(redis, "a", COMPLETED));
        assertThat(attempts).hasValue(3);
        assertThat(instance.jobOf(redis, "a").failure()).isNull();
        assertThat(logOf("a")).contains("convert: INFRASTRUCTURE, again in 0.0", "attempt 3 begins");
    }

    @Test
    void aFaultThatDoesNotPassIsParkedWhenTheAttemptsAreUsedUp() throws Exception {
        instance.with(errors(exchange -> {
                    attempts.incrementAndGet();
                    throw new IOException("connection reset");
                }))
                .start();

        instance.send("convert", "a");

        await().until(() -> instance.hasEnded(redis, "a", FAILED));
        assertThat(attempts).hasValue(Instance.SETTINGS.maximumAttempts());
        assertThat(instance.failed()).singleElement().satisfies(job -> {
            assertThat(job.attempt()).isEqualTo(3);
            assertThat(job.failure().reason()).isEqualTo("no route to host");
        });
        assertThat(redis.opsForHash().get("file:a", "reason")).isEqualTo("no route to host");
    }

    @Test
    void aBugIsNotTriedAgainAndDoesNotStopTheNextJob() throws Exception {
        instance.with(errors(exchange -> {
                    attempts.incrementAndGet();
                    if (exchange.getMessage().getBody().equals("bad")) {
                        throw new IllegalStateException("nobody foresaw this");
                    }
                }))
                .start();

        instance.send("convert", "bad", "good");

        await().until(() -> instance.hasEnded(redis, "good", COMPLETED));
        assertThat(attempts).hasValue(2);
        Job job = instance.jobOf(redis, "bad");
        assertThat(job.state()).isEqualTo(FAILED);
        assertThat(job.failure().kind()).isEqualTo(FailureKind.BUG);
        assertThat(job.failure().reason()).isEqualTo("java.lang.IllegalStateException: nobody foresaw this");
        assertThat(job.failure().detail()).contains("at dev.caravan.component.JobsRouteTest");
        assertThat(logOf("bad")).contains("convert: BUG, parked: java.lang.IllegalStateException");
    }

    @Test
    void aPayloadThatCannotBeReadIsParked() throws Exception {
        instance.queue.enqueue(NewJob.unclaimed("convert", "the word a", "{", List.of("file:a")));

        instance.with(errors(exchange -> attempts.incrementAndGet())).start();

        await().until(() -> instance.hasEnded(redis, "a", FAILED));
        assertThat(instance.failed().get(0).failure().reason()).contains("no text: {");
        assertThat(attempts).hasValue(0);
    }

    @Test
    void aRouteThatSendsAJobOnTwiceIsToldSo() throws Exception {
        instance.with(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("jobs:convert").to("jobs:verify").to("jobs:publish");
                    }
                })
                .start();

        instance.send("convert", "a");

        await().until(() -> Files.exists(logFile("a")) && logOf("a").contains("failed after"));
        assertThat(logOf("a"))
                .contains("was sent to jobs:verify and then to jobs:publish; a route sends a job on once");
        assertThat(instance.jobOf(redis, "a").stage()).isEqualTo("verify");
    }

    @Test
    void anExchangeThatIsSentTwiceOutsideOfAJobIsRefused() throws Exception {
        instance.with(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in").to("jobs:convert").to("jobs:verify");
                    }
                })
                .start();

        Throwable refused = org.assertj.core.api.Assertions.catchThrowable(
                () -> instance.camel.createProducerTemplate().sendBody("direct:in", "a"));

        assertThat(refused)
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("the exchange was sent to jobs:convert and then to jobs://verify; a route sends an"
                        + " exchange on once");
        assertThat(instance.queue.depths()).hasSize(1);
    }

    @Test
    void aClaimsIdBecomesTheJobs() throws Exception {
        redis.opsForHash().putAll("file:a", Map.of("job", "claim-1", "status", "CLAIMED"));
        instance.start();

        instance.camel
                .createFluentProducerTemplate()
                .withBody("a")
                .withExchangeProperty("claim", "claim-1")
                .to("jobs:convert?priority=HIGH")
                .send();

        Job job = instance.queue.get("claim-1").orElseThrow();
        assertThat(job.title()).isEqualTo("the word a");
        assertThat(job.priority()).isEqualTo(Priority.HIGH);
        assertThat(job.subjects()).containsExactly("file:a");
    }

    /** A stage with the error policy that the pipeline has. */
    private RouteBuilder errors(org.apache.camel.Processor work) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(IOException.class).handled(true).process(Instance::passingFault);
                from("jobs:convert").process(work);
            }
        };
    }

    private static JobRun run(Exchange exchange) {
        return exchange.getProperty(JobRun.PROPERTY, JobRun.class);
    }

    private Path logFile(String word) {
        return instance.workspace.jobLogs().resolve(redis.opsForHash().get("file:" + word, "job") + ".log");
    }

    private String logOf(String word) throws IOException {
        await().until(() -> Files.exists(logFile(word)));
        return Files.readString(logFile(word));
    }
}
