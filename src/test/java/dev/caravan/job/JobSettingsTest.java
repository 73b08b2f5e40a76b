package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JobSettingsTest {

    @Test
    void nothingNeedsToBeSet() {
        JobSettings settings = bind(Map.of());

        assertThat(settings).isEqualTo(JobSettings.standard());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lease                | 100ms | caravan.jobs.lease: 'PT0.1S' is not allowed; it must be at least 300ms",
                "maximum-attempts     | 0     | caravan.jobs.maximum-attempts: '0' is not allowed; it must be 1 or more",
                "poll-interval        | 0s    | caravan.jobs.poll-interval: 'PT0S' is not allowed; it must be 1ms or more",
                "result-ttl           | -1s   | caravan.jobs.result-ttl: 'PT-1S' is not allowed; it must be 1ms or more",
                "back-off.delay       | -1s   | caravan.jobs.back-off.delay: 'PT-1S' is not allowed; it must be a duration of 0 or more",
                "back-off.multiplier  | 0.5   | caravan.jobs.back-off.multiplier: '0.5' is not allowed; it must be 1 or more",
                "back-off.maximum     | 1s    | caravan.jobs.back-off.maximum: 'PT1S' is not allowed; it must be at least the delay, PT5S",
                "back-off.jitter      | 1     | caravan.jobs.back-off.jitter: '1.0' is not allowed; it must be 0 or more and less than 1"
            })
    void aValueThatCannotWorkIsRefusedWithItsKey(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("caravan.jobs." + key, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }

    @Test
    void eachDelayIsLongerUpToTheMaximumAndJitterStaysWithinItsPart() {
        BackOff plain = new BackOff(Duration.ofSeconds(5), 2, Duration.ofSeconds(60), 0);
        BackOff jittered = new BackOff(Duration.ofSeconds(10), 2, Duration.ofSeconds(60), 0.2);

        assertThat(plain.after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(plain.after(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(plain.after(500)).isEqualTo(Duration.ofSeconds(60));
        for (int i = 0; i < 1000; i++) {
            assertThat(jittered.after(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        }
    }

    private static JobSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("caravan.jobs", Bindable.of(JobSettings.class));
    }
}
