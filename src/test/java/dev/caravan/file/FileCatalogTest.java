package dev.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class FileCatalogTest {
    private final FileCatalog catalog = new FileCatalog(RealRedis.template());
    private final FileClaims claims = new FileClaims(RealRedis.template());
    private final Records records = new Records(RealRedis.template());

    @Test
    void whatIsClaimedOrRefusedIsListed() {
        catalog.completeIndex();
        claim("/in/b.las");
        claim("/in/a.las");
        SourceFile refused = file("/in/b.laz");
        claims.refuse(Dataset.found("b", Path.of("/in"), refused), "/in/b.las", "b.las has the key");

        assertThat(list(FileFilter.ALL))
                .extracting(FileEntry::path, FileEntry::status)
                .containsExactly(
                        tuple("/in/a.las", "CLAIMED"), tuple("/in/b.las", "CLAIMED"), tuple("/in/b.laz", "REFUSED"));
    }

    @Test
    void recordsThatWereThereBeforeTheIndexAreFoundOnce() {
        for (int i = 0; i < 2500; i++) {
            records.set(Path.of("/old/%04d.las".formatted(i)), "timestamp_file", "1700000000");
        }
        claim("/in/a.las");

        assertThat(list(FileFilter.ALL)).hasSize(2501);
        assertThat(list(FileFilter.ALL.of(Set.of(FileFilter.UNKNOWN)))).hasSize(2500);
        RealRedis.template().opsForHash().put("file:/in/nobody-tells.las", "filename", "x");
        assertThat(list(FileFilter.ALL)).hasSize(2501);
    }

    @Test
    void aRecordOfAnotherProgramThatAScanMeetsIsListed() {
        catalog.completeIndex();
        records.set(Path.of("/in/new.las"), "timestamp_file", "1700000000");

        new FileStore(RealRedis.template()).ask(List.of(file("/in/new.las")));

        assertThat(list(FileFilter.ALL)).extracting(FileEntry::path).containsExactly("/in/new.las");
    }

    @Test
    void aRecordThatWasDeletedVanishes() {
        claim("/in/a.las");
        claim("/in/b.las");
        records.delete(Path.of("/in/a.las"));

        assertThat(list(FileFilter.ALL)).extracting(FileEntry::path).containsExactly("/in/b.las");
        assertThat(RealRedis.template().opsForZSet().score("files", "/in/a.las"))
                .isNull();
    }

    @Test
    void whatCannotBeReadIsListedWithItsFault() {
        RealRedis.template().opsForValue().set("file:/in/text.las", "no hash");
        records.set(Path.of("/in/size.las"), "status", "COMPLETED");
        records.set(Path.of("/in/size.las"), "size", "big");

        List<FileEntry> found = list(FileFilter.ALL);

        assertThat(found).extracting(FileEntry::record).containsOnlyNulls();
        assertThat(found.get(0).fault()).contains("'size'", "'big'");
        assertThat(found.get(1).fault()).contains("file:/in/text.las", "not a hash");
        assertThat(found.get(1).status()).isEqualTo(FileFilter.UNKNOWN);
    }

    @Test
    void anyFilterIsPagedWithoutGapOrRepetition() {
        Random random = new Random(1);
        Map<String, List<String>> model = new TreeMap<>();
        for (int i = 0; i < 700; i++) {
            String path = "/in/" + random.nextInt(3) + "/ä" + random.nextInt(2000) + ".las";
            String status = FileStatus.values()[random.nextInt(7)].name();
            String user = random.nextBoolean() ? "ann" : "bob";
            records.set(Path.of(path), "status", status);
            records.set(Path.of(path), "user", user);
            model.put(path, List.of(status, user));
        }
        for (int round = 0; round < 30; round++) {
            Set<String> statuses =
                    random.nextBoolean() ? Set.of() : Set.of("UNKNOWN", FileStatus.values()[random.nextInt(7)].name());
            String prefix = random.nextBoolean() ? "" : "/in/" + random.nextInt(3) + "/";
            String user = random.nextBoolean() ? "" : "ann";
            String digit = String.valueOf(random.nextInt(10));
            FileFilter filter = new FileFilter(statuses, prefix, path -> path.contains(digit), user, "", null);

            assertThat(paged(filter, 1 + random.nextInt(60)))
                    .isEqualTo(model.entrySet().stream()
                            .filter(file -> statuses.isEmpty()
                                    || statuses.contains(file.getValue().get(0)))
                            .filter(file ->
                                    user.isEmpty() || file.getValue().get(1).equals(user))
                            .map(Map.Entry::getKey)
                            .filter(path -> path.startsWith(prefix) && path.contains(digit))
                            .toList());
        }
    }

    @Test
    void allOfThemAreReadPageByPage() {
        for (int i = 0; i < 1203; i++) {
            records.set(Path.of("/in/%04d.las".formatted(i)), "status", "FAILED");
        }
        List<String> paths = new ArrayList<>();

        catalog.all(FileFilter.ALL.of(Set.of("FAILED"))).forEach(entry -> paths.add(entry.path()));

        assertThat(paths).hasSize(1203).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void filesAreCountedByStatusAndTheAnswerIsKeptForAWhile() {
        StandingClock clock = new StandingClock();
        FileCensus census = new FileCensus(RealRedis.template(), clock);
        for (int i = 0; i < 7; i++) {
            records.set(Path.of("/in/" + i), "status", i < 5 ? "COMPLETED" : "FAILED");
        }
        records.set(Path.of("/in/foreign"), "timestamp_file", "1");

        assertThat(census.counts().byStatus())
                .containsExactlyInAnyOrderEntriesOf(Map.of("COMPLETED", 5L, "FAILED", 2L, "UNKNOWN", 1L));
        assertThat(census.counts().count()).isEqualTo(8);
        records.delete(Path.of("/in/0"));
        assertThat(census.counts().count()).isEqualTo(8);
        clock.pass(Duration.ofSeconds(10));
        assertThat(census.counts().byStatus()).containsEntry("COMPLETED", 4L);
    }

    private List<FileEntry> list(FileFilter filter) {
        return catalog.list(filter, null, 10_000).items();
    }

    private List<String> paged(FileFilter filter, int limit) {
        List<String> paths = new ArrayList<>();
        String after = null;
        do {
            FilePage page = catalog.list(filter, after, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(entry -> paths.add(entry.path()));
            after = page.next();
        } while (after != null);
        return paths;
    }

    private void claim(String path) {
        SourceFile file = file(path);
        String key = path.substring(4, path.lastIndexOf('.'));
        claims.claim(new ClaimRequest(
                Dataset.found(key, Path.of("/in"), file), "claim-" + key, Duration.ofSeconds(10), List.of(), null));
    }

    private static SourceFile file(String path) {
        return new SourceFile(Path.of(path), 1, Instant.ofEpochSecond(1_700_000_000));
    }
}
