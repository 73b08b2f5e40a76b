package dev.caravan.config;

import dev.caravan.setting.InvalidSettingException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line what is wrong with the configuration, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SettingsProblem implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger("dev.caravan.configuration");

    public SettingsProblem(@Nullable ConfigurableApplicationContext context) {
        // The signature that Spring Boot asks for; the reason lies in the failure alone.
    }

    @Override
    public boolean reportException(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(InvalidSettingException.class::isInstance)
                .peek(invalid -> LOG.error("{}", invalid.getMessage()))
                .findFirst()
                .isPresent();
    }
}
