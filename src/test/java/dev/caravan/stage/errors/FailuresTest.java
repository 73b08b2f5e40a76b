package dev.caravan.stage.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.BadInputException;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(job -> {});

    @Test
    void ourOwnExceptionsSayAllInTheirMessage() {
        Exchange exchange = caught(new BadInputException("/in/a.las: byte 0: no LASF"));

        failures.badInput(exchange);

        assertThat(failure(exchange).kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(failure(exchange).reason()).isEqualTo("/in/a.las: byte 0: no LASF");
    }

    @Test
    void forThoseOfOthersTheClassHelps() {
        Exchange exchange = caught(new NoSuchFileException("/in/a.las"));

        failures.infrastructure(exchange);

        assertThat(failure(exchange).kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
        assertThat(failure(exchange).reason()).isEqualTo("java.nio.file.NoSuchFileException: /in/a.las");
    }

    @Test
    void aPlainIoExceptionIsOneThatWeWorded() {
        Exchange plain = caught(new IOException("converter failed with exit code 7"));
        Exchange derived = caught(new FileNotFoundException("lost"));

        failures.infrastructure(plain);
        failures.infrastructure(derived);

        assertThat(failure(plain).reason()).isEqualTo("converter failed with exit code 7");
        assertThat(failure(derived).reason()).isEqualTo("java.io.FileNotFoundException: lost");
    }

    @Test
    void aMessageThatIsMissingIsNoReason() {
        Exchange exchange = caught(new IOException());

        failures.bug(exchange);

        assertThat(failure(exchange).reason()).isEqualTo("java.io.IOException");
    }

    @Test
    void theStackTraceIsKeptWithItsCauses() {
        Exchange exchange = caught(new IllegalStateException("outer", new IOException("inner")));

        failures.bug(exchange);

        assertThat(failure(exchange).kind()).isEqualTo(FailureKind.BUG);
        assertThat(failure(exchange).detail())
                .contains("FailuresTest")
                .contains("Caused by: java.io.IOException: inner");
    }

    private static Failure failure(Exchange exchange) {
        return exchange.getProperty(Failure.PROPERTY, Failure.class);
    }

    private static Exchange caught(Throwable cause) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        return exchange;
    }
}
