package dev.caravan.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each question gets what a look at every entry would give. */
@ExtendWith(RealRedis.class)
class OperationsTest {
    private static final int COUNT = 1500;

    private final Operations operations = new Operations(RealRedis.template(), new RedisLink());
    private final Entries entries = new Entries();
    private List<Operation> all = List.of();

    @BeforeEach
    void aHistory() {
        entries.write(COUNT);
        all = entries.all();
        assertThat(all).hasSize(COUNT);
    }

    @Test
    void byFile() {
        assertSame(HistoryQuery.ALL.at("/in/a/1.las"));
        assertSame(HistoryQuery.ALL.at("/in/a/1.las").startingWithTheOldest());
        assertThat(operations
                        .page(HistoryQuery.ALL.at("/in/nobody.las"), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void byDirectory() {
        assertSame(HistoryQuery.ALL.at("/in/a/"));
        assertSame(HistoryQuery.ALL.at("/in/"));
    }

    @Test
    void byType() {
        assertSame(HistoryQuery.ALL.ofTypes("verify"));
        assertSame(HistoryQuery.ALL.ofTypes("scan"));
        assertSame(HistoryQuery.ALL.ofTypes("scan", "verify"));
    }

    @Test
    void byStatus() {
        assertSame(HistoryQuery.ALL.ended(OperationStatus.FAILED));
        assertSame(HistoryQuery.ALL.ended(OperationStatus.FAILED, OperationStatus.CANCELLED));
        assertSame(HistoryQuery.ALL.ended(OperationStatus.PARTIAL));
    }

    @Test
    void byThePlaceOfTheResult() {
        assertSame(HistoryQuery.ALL.in(Location.LOCAL));
        assertSame(HistoryQuery.ALL.in(Location.S3));
        assertSame(HistoryQuery.ALL.in(Location.COMPLETED));
    }

    @Test
    void byJob() {
        assertSame(HistoryQuery.ALL.ofJob("job-7"));
        RealRedis.template().opsForHash().put("job:job-8", "target", "/in/a/1.las");
        assertThat(operations.page(HistoryQuery.ALL.ofJob("job-8"), null, 500).items())
                .isNotEmpty()
                .allMatch(one -> one.record().targetPath().equals("/in/a/1.las"))
                .allMatch(one -> "job-8".equals(one.record().metadata().get("job")));
    }

    @Test
    void byUserAndTime() {
        Instant middle = writtenAt(all.get(COUNT / 2));
        Instant later = writtenAt(all.get(COUNT / 4));
        assertSame(HistoryQuery.ALL.of("ann"));
        assertSame(HistoryQuery.ALL.between(middle, null));
        assertSame(HistoryQuery.ALL.between(null, middle));
        assertSame(HistoryQuery.ALL.between(middle, later).startingWithTheOldest());
    }

    @Test
    void byAnyCombination() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            assertSame(randomQuery(random));
        }
    }

    @Test
    void byId() {
        Operation one = all.get(17);

        assertThat(operations.find(one.record().operationId())).contains(one);
        assertThat(operations.find("no-id")).isEmpty();
        assertThat(operations.find(new OperationId(1, 1).toString())).isEmpty();
    }

    @Test
    void pagesHaveNoGapsAndNoRepetitionsWhileNewOnesArrive() {
        List<Operation> paged = new ArrayList<>();
        String cursor = null;
        do {
            OperationPage page = operations.page(HistoryQuery.ALL, cursor, 97);
            paged.addAll(page.items());
            cursor = page.next();
            entries.write(20);
        } while (cursor != null);

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aPageIsNeverLongerThanItMayBe() {
        assertThat(operations.page(HistoryQuery.ALL, null, 1).items()).containsExactly(all.get(0));
        assertThatThrownBy(() -> operations.page(HistoryQuery.ALL, null, 0)).hasMessageContaining("1 or more");
    }

    @Test
    void aCursorOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> operations.page(HistoryQuery.ALL, "../1-1", 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../1-1'");
    }

    private void assertSame(HistoryQuery query) {
        List<Operation> expected =
                new ArrayList<>(all.stream().filter(one -> matches(query, one)).toList());
        if (query.oldestFirst()) {
            Collections.reverse(expected);
        }
        List<Operation> found = new ArrayList<>();
        String cursor = null;
        do {
            OperationPage page = operations.page(query, cursor, 31);
            assertThat(page.items().size()).isLessThanOrEqualTo(31);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(found).as("%s", query).isEqualTo(expected);
    }

    private static boolean matches(HistoryQuery query, Operation one) {
        OperationRecord record = one.record();
        return (query.target().isEmpty() || record.targetPath().equals(query.target()))
                && record.targetPath().startsWith(query.directory())
                && (query.types().isEmpty() || query.types().contains(record.operationType()))
                && (query.statuses().isEmpty() || query.statuses().contains(record.status()))
                && (query.location() == null || one.isIn(query.location()))
                && (query.job().isEmpty()
                        || query.job().equals(record.metadata().get("job")))
                && (query.user().isEmpty() || query.user().equals(record.user()))
                && (query.since() == null || !writtenAt(one).isBefore(query.since()))
                && (query.until() == null || writtenAt(one).isBefore(query.until()));
    }

    private static Instant writtenAt(Operation one) {
        return Instant.ofEpochMilli(
                OperationId.parse(one.record().operationId()).orElseThrow().milliseconds());
    }

    private HistoryQuery randomQuery(Random random) {
        HistoryQuery query = HistoryQuery.ALL;
        if (random.nextBoolean()) {
            query = query.at(random.nextBoolean() ? entries.target() : "/in/a/");
        }
        if (random.nextBoolean()) {
            query = query.ofTypes(random.nextBoolean() ? "convert" : "scan");
        }
        if (random.nextBoolean()) {
            query = query.ended(random.nextBoolean() ? OperationStatus.FAILED : OperationStatus.SUCCESS);
        }
        if (random.nextBoolean()) {
            query = query.of("bob");
        }
        if (random.nextBoolean()) {
            query = query.between(writtenAt(all.get(COUNT * 3 / 4)), writtenAt(all.get(random.nextInt(COUNT / 2))));
        }
        return random.nextBoolean() ? query.startingWithTheOldest() : query;
    }

    @Test
    void idsSortByTimeAndAreDifferent() {
        List<String> ids = all.stream().map(one -> one.record().operationId()).toList();

        assertThat(new HashSet<>(ids)).hasSize(COUNT);
        assertThat(ids).isSortedAccordingTo(Collections.reverseOrder());
    }
}
