package dev.caravan.stage.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import dev.caravan.s3.UnknownTargetException;
import dev.caravan.support.ARun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.RedisConnectionFailureException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The error policy as delivered, in a real Camel context: which exception becomes which kind of failure. */
class ErrorsRouteTest {
    private final CamelContext camel = new DefaultCamelContext();
    private final ARun run = new ARun();
    private final List<String> excused = new ArrayList<>();
    private Throwable thrown;

    @BeforeEach
    void thePolicyAndRoutesLikeOurs() throws Exception {
        camel.getRegistry().bind("failures", new Failures(excused::add));
        camel.getRegistry().bind("answers", new Object());
        camel.getRegistry().bind("room", new Room());
        camel.getRegistry().bind("targets", new Targets());
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/errors.camel.yaml"));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stage").routeConfigurationId("errors").to("direct:sub");
                from("direct:split")
                        .routeConfigurationId("errors")
                        .split(method("targets", "list"))
                        .stopOnException()
                        .to("direct:sub");
                from("direct:sub").routeConfigurationId("errors").bean("room", "work");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new BadInputException("bad"), FailureKind.BAD_INPUT),
                Arguments.of(new UnknownTargetException("far", List.of("near")), FailureKind.BAD_INPUT),
                Arguments.of(new IOException("disk"), FailureKind.INFRASTRUCTURE),
                Arguments.of(
                        new FileSystemException("/data/octrees/a", null, "No space left on device"),
                        FailureKind.NOT_ENOUGH_DISK),
                Arguments.of(new NotEnoughDiskException("disk full"), FailureKind.NOT_ENOUGH_DISK),
                Arguments.of(new NotEnoughMemoryException("32 MB", new Exception()), FailureKind.NOT_ENOUGH_MEMORY),
                Arguments.of(new OutOfTimeException("12h", new Exception()), FailureKind.TIMEOUT),
                Arguments.of(new FileNotFoundException("gone"), FailureKind.INFRASTRUCTURE),
                Arguments.of(new UncheckedIOException(new IOException("disk")), FailureKind.INFRASTRUCTURE),
                Arguments.of(new RedisConnectionFailureException("away"), FailureKind.INFRASTRUCTURE),
                Arguments.of(SdkClientException.create("no route to host"), FailureKind.INFRASTRUCTURE),
                Arguments.of(new IllegalStateException("ours"), FailureKind.BUG),
                Arguments.of(new NullPointerException(), FailureKind.BUG),
                Arguments.of(new StackOverflowError(), FailureKind.BUG),
                Arguments.of(new RuntimeCamelException(new IOException("disk")), FailureKind.INFRASTRUCTURE),
                Arguments.of(
                        new CamelExecutionException("wrapped", null, new BadInputException("bad")),
                        FailureKind.BAD_INPUT));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anExceptionInASubRoute(Throwable exception, FailureKind kind) {
        thrown = exception;

        Exchange exchange = send("direct:stage", "a.las");

        assertThat(exchange.getProperty(Failure.PROPERTY, Failure.class).kind()).isEqualTo(kind);
        assertThat(exchange.getException())
                .as("not handled: the queue must see it")
                .isNotNull();
    }

    @Test
    void nobodyWaitsForAPartWhoseTargetIsGone() {
        thrown = new UnknownTargetException("far", List.of("near"));

        Exchange exchange = send("direct:stage", "a.las");

        assertThat(excused).containsExactly(run.id());
        assertThat(exchange.getProperty(Failure.PROPERTY, Failure.class).reason())
                .isEqualTo("target 'far' is no longer configured: caravan.publish.targets has [near]");
        thrown = new IOException("disk");
        send("direct:stage", "a.las");
        assertThat(excused).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anExceptionWithinASplit(Throwable exception, FailureKind kind) {
        thrown = exception;

        Exchange exchange = send("direct:split", "octree");

        assertThat(run.failure().kind()).isEqualTo(kind);
        assertThat(exchange.getException()).isNotNull();
    }

    @Test
    void theReasonIsThatOfTheCauseNotOfItsWrapper() {
        thrown = new RuntimeCamelException(new BadInputException("/in/a.las: byte 24: version 9.9"));

        send("direct:split", "octree");

        assertThat(run.failure().reason()).isEqualTo("/in/a.las: byte 24: version 9.9");
    }

    private Exchange send(String uri, Object body) {
        return camel.createFluentProducerTemplate()
                .to(uri)
                .withBody(body)
                .withExchangeProperty(JobRun.PROPERTY, run)
                .send();
    }

    /** The first goes well, the second fails. */
    public static final class Targets {
        public List<String> list(String body) {
            return List.of("near " + body, "far " + body);
        }
    }

    /** A bean that fails as it was told. */
    public final class Room {
        public void work(String body) throws Throwable {
            if (!body.startsWith("near")) {
                throw thrown;
            }
        }
    }
}
