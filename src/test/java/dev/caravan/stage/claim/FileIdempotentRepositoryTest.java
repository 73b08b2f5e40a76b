package dev.caravan.stage.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.FileClaims;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class FileIdempotentRepositoryTest {
    private static final Path FILE = Path.of("/data/a.las");

    private final FileIdempotentRepository repository = ClaimConfiguration.repository(
            new FileClaims(RealRedis.template()), new ClaimSettings(false, Duration.ofSeconds(10)));
    private final Records records = new Records(RealRedis.template());

    @Test
    void aClaimLeavesItsIdAndOutcomeInTheExchange() {
        Exchange exchange = exchange();
        assertThat(repository.add(exchange, "a")).isTrue();
        assertThat(exchange.getProperty("claim")).isEqualTo(records.get(FILE, "job"));
        assertThat(exchange.getProperty("claimOutcome")).isEqualTo(ClaimOutcome.CLAIMED);
        assertThat(repository.contains("a")).isTrue();
        assertThat(repository.contains("b")).isFalse();
    }

    @Test
    void aSecondExchangeGetsNone() {
        repository.add(exchange(), "a");
        Exchange second = exchange();
        assertThat(repository.add(second, "a")).isFalse();
        assertThat(second.getProperty("claim")).isNull();
        assertThat(second.getProperty("claimOutcome")).isEqualTo(ClaimOutcome.BUSY);
    }

    @Test
    void whatAnotherClaimedIsNotGivenBack() {
        repository.add(exchange(), "a");
        Exchange second = exchange();
        repository.add(second, "a");
        assertThat(repository.remove(second, "a")).isFalse();
        assertThat(records.get(FILE, "claimed_until")).isNotEqualTo("0");
    }

    @Test
    void aClaimIsGivenBackWhateverTheBodyHasBecome() {
        Exchange exchange = exchange();
        repository.add(exchange, "a");
        exchange.getMessage().setBody("something else");
        assertThat(repository.remove(exchange, "a")).isTrue();
        assertThat(repository.add(exchange(), "a")).isTrue();
    }

    @Test
    void confirmingChangesNothing() {
        Exchange exchange = exchange();
        repository.add(exchange, "a");
        assertThat(repository.confirm(exchange, "a")).isTrue();
        assertThat(records.get(FILE, "status")).isEqualTo("CLAIMED");
    }

    @Test
    void clearingIsRefusedAndDestroysNothing() {
        repository.add(exchange(), "a");
        assertThatThrownBy(repository::clear)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("delete their records (file:<path>)");
        assertThat(records.all(FILE)).isNotEmpty();
    }

    @Test
    void aKeyWithoutItsDatasetIsNotEnough() {
        Exchange exchange = exchange();
        exchange.getMessage().setBody("a");
        assertThatThrownBy(() -> repository.add(exchange, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("found java.lang.String");
        assertThatThrownBy(() -> repository.add("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> repository.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLeaseMustBeLongEnoughToReachTheQueue() {
        assertThatThrownBy(() -> new ClaimSettings(false, Duration.ofMillis(10)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("caravan.claim.lease: 'PT0.01S' is not allowed; it must be a duration from 1s to 1h,"
                        + " for instance 10s");
    }

    private static Exchange exchange() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(Dataset.found("a", Path.of("/data"), new SourceFile(FILE, 1, Instant.EPOCH)));
        return exchange;
    }
}
