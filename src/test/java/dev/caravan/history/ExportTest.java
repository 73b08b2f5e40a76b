package dev.caravan.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.RedisCallback;

@ExtendWith(RealRedis.class)
class ExportTest {
    private static final int COUNT = 20_000;

    private final Operations operations = new Operations(RealRedis.template(), new RedisLink());

    @Test
    void allAreExportedAndReadOnlyAsTheyAreTaken() {
        new Entries().attempts(COUNT);
        long before = scripts();
        Set<String> ids = new HashSet<>();

        Iterator<Operation> export = operations.iterator(HistoryQuery.ALL);
        for (int i = 0; i < 1000; i++) {
            ids.add(export.next().record().operationId());
        }
        assertThat(scripts() - before).as("steps for the first 1000").isLessThanOrEqualTo(6);
        export.forEachRemaining(one -> ids.add(one.record().operationId()));

        assertThat(ids).hasSize(COUNT);
        assertThat(scripts() - before).isGreaterThanOrEqualTo(COUNT / 500);
        assertThatThrownBy(export::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void withoutAHistoryThereIsNothing() {
        assertThat(operations.stream(HistoryQuery.ALL)).isEmpty();
    }

    /** Run so far. */
    private static long scripts() {
        Properties statistics = RealRedis.template().execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        String evalsha = statistics.getProperty("cmdstat_evalsha", "calls=0,");
        return Long.parseLong(evalsha.replaceAll("calls=(\\d+),.*", "$1"));
    }
}
