package dev.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class FileStoreTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05.000000678Z");
    private static final Path PATH = Path.of("/data/a/tile.las");

    private final FileStore store = new FileStore(RealRedis.template());
    private final FileClaims claims = new FileClaims(RealRedis.template());
    private final Records records = new Records(RealRedis.template());
    private final SourceFile file = new SourceFile(PATH, 1000, TIME);

    @BeforeEach
    void aCompletedFile() {
        Dataset dataset = Dataset.found("a/tile", Path.of("/data"), file);
        claims.claim(new ClaimRequest(dataset, "claim-1", Duration.ofSeconds(10), List.of(), null));
        records.reach(PATH, "COMPLETED");
    }

    @Test
    void aRecordHasExactlyTheFieldsOfTheFirstProgramAndOurOwn() {
        assertThat(records.all(PATH))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("filename", "tile.las"),
                        Map.entry("filepath", "/data/a/tile.las"),
                        Map.entry("octreepath", ""),
                        Map.entry("timestamp_file", "1735787045"),
                        Map.entry("timestamp_octree", ""),
                        Map.entry("timestamp_s3", ""),
                        Map.entry("size", "1000"),
                        Map.entry("modified", "1735787045000000678"),
                        Map.entry("key", "a/tile"),
                        Map.entry("status", "COMPLETED"),
                        Map.entry("job", "claim-1")));
    }

    @Test
    void whatAnotherMakerHasMadeIsOutOfDate() {
        Maker present = new Maker("0123456789abcdef");
        FileStore comparing = new FileStore(RealRedis.template(), present);

        assertThat(comparing.ask(List.of(file)))
                .as("nobody has noted its maker")
                .isEmpty();
        records.set(PATH, "made_by", present.mark());
        assertThat(comparing.ask(List.of(file))).isEmpty();
        records.set(PATH, "made_by", "fedcba9876543210");

        assertThat(comparing.ask(List.of(file))).extracting(Finding::verdict).containsExactly(Verdict.OUTDATED);
        assertThat(comparing.ask(List.of(file)).get(0).claimable("a/tile")).isTrue();
        assertThat(store.ask(List.of(file))).as("when makers do not count").isEmpty();
        records.set(PATH, "unpublished_at", "1700000000");
        assertThat(comparing.ask(List.of(file))).as("when it was taken back").isEmpty();
    }

    @Test
    void whatIsOutOfDateIsClaimedAndWhatIsNotIsNot() {
        Dataset dataset = Dataset.found("a/tile", Path.of("/data"), file);
        ClaimRequest request = new ClaimRequest(dataset, "claim-2", Duration.ofSeconds(10), List.of(), null);
        records.set(PATH, "made_by", "fedcba9876543210");

        assertThat(claims.claim(request).outcome()).isEqualTo(ClaimOutcome.UNCHANGED);
        assertThat(new FileClaims(RealRedis.template(), new Maker("0123456789abcdef"))
                        .claim(request)
                        .outcome())
                .isEqualTo(ClaimOutcome.CLAIMED);
    }

    @Test
    void aCompletedFileIsUnchanged() {
        assertThat(store.ask(List.of(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,   UNCHANGED, BUSY",
        "RUNNING,  UNCHANGED, BUSY",
        "COMPLETED,UNCHANGED, CHANGED",
        "FAILED,   FAILED,    CHANGED",
        "CANCELLED,FAILED,    CHANGED",
        "REFUSED,  REFUSED,   CHANGED",
        "CLAIMED,  ABANDONED, ABANDONED"
    })
    void theStatusDecidesWhatAnEqualAndAChangedFileAre(String status, Verdict equal, Verdict changed) {
        records.reach(PATH, status);
        assertThat(verdict(file)).isEqualTo(equal);
        assertThat(verdict(new SourceFile(PATH, 1001, TIME))).isEqualTo(changed);
        assertThat(verdict(new SourceFile(PATH, 1000, TIME.plusNanos(1)))).isEqualTo(changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "RUNNING"})
    void aRecordWhoseJobIsGoneIsAbandonedAndCanBeClaimed(String status) {
        records.reach(PATH, status);
        records.redis().delete("job:" + records.get(PATH, "job"));

        assertThat(verdict(file)).isEqualTo(Verdict.ABANDONED);
        assertThat(verdict(new SourceFile(PATH, 1001, TIME))).isEqualTo(Verdict.ABANDONED);
        Dataset again = Dataset.found("a/tile", Path.of("/data"), file);
        assertThat(claims.claim(new ClaimRequest(again, "claim-2", Duration.ofSeconds(10), List.of(), null))
                        .outcome())
                .isEqualTo(ClaimOutcome.CLAIMED);
        assertThat(records.get(PATH, "job")).isEqualTo("claim-2");
    }

    @Test
    void aLivingClaimIsBusyAndOneThatRanOutIsAbandoned() {
        records.set(PATH, "status", "CLAIMED");
        records.set(PATH, "claimed_until", "99999999999999");
        assertThat(verdict(file)).isEqualTo(Verdict.BUSY);
        records.set(PATH, "claimed_until", "1000");
        assertThat(verdict(file)).isEqualTo(Verdict.ABANDONED);
    }

    @Test
    void onlyTheExceptionsAreAnswered() {
        SourceFile other = new SourceFile(Path.of("/data/other.las"), 1, TIME);
        assertThat(store.ask(List.of(file, other, file))).containsExactly(new Finding(other, Verdict.NEW, "", ""));
    }

    @Test
    void aDeletedRecordMakesTheFileNew() {
        records.delete(PATH);
        assertThat(verdict(file)).isEqualTo(Verdict.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp_file", "size", "modified"})
    void aFieldEditedByHandMakesTheFileChanged(String field) {
        records.set(PATH, field, "0");
        assertThat(verdict(file)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void whatIsNotAHashIsBrokenAndDoesNotStopTheOthers() {
        Path broken = Path.of("/data/broken.las");
        RealRedis.template().opsForValue().set("file:" + broken, "a string");
        assertThat(store.ask(List.of(new SourceFile(broken, 1, TIME), file)))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.BROKEN);
    }

    @Test
    void aRecordOfTheFirstProgramIsUnchangedWhenTheSecondsAgree() {
        aForeignRecord("1735787045", "1735787100");
        assertThat(verdict(file)).isEqualTo(Verdict.UNCHANGED);
        assertThat(verdict(new SourceFile(PATH, 1000, TIME.plusSeconds(1)))).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void aRecordOfTheFirstProgramMayHaveFractionsOfASecond() {
        aForeignRecord("1735787045.68", "1735787100.1");
        assertThat(verdict(file)).isEqualTo(Verdict.UNCHANGED);
        assertThat(store.find(PATH).orElseThrow().modified()).isEqualTo(Instant.ofEpochSecond(1735787045));
    }

    @Test
    void aRecordOfTheFirstProgramThatWasNeverPublishedIsNew() {
        aForeignRecord("1735787045", "");
        assertThat(verdict(file)).isEqualTo(Verdict.NEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.25Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.5Z",
                "1900-01-01T00:00:00.000000001Z",
                "2399-12-31T00:00:00.999999999Z"
            })
    void timesFarAwayGoThereAndBack(String time) {
        Instant modified = Instant.parse(time);
        SourceFile odd = new SourceFile(Path.of("/data/odd.las"), 5, modified);
        claims.claim(new ClaimRequest(
                Dataset.found("odd", Path.of("/data"), odd), "claim-2", Duration.ofSeconds(10), List.of(), null));
        records.reach(odd.path(), "COMPLETED");
        assertThat(store.ask(List.of(odd))).isEmpty();
        assertThat(store.find(odd.path()).orElseThrow().modified()).isEqualTo(modified);
    }

    @Test
    void aRecordIsReadWithItsTypes() {
        records.set(PATH, "timestamp_s3", "1735787100");
        records.set(PATH, "octreepath", "/octrees/a/tile");
        records.set(PATH, "attempts", "3");
        SourceRecord record = store.find(PATH).orElseThrow();
        assertThat(record.size()).isEqualTo(1000);
        assertThat(record.modified()).isEqualTo(TIME);
        assertThat(record.status()).isEqualTo(FileStatus.COMPLETED);
        assertThat(record.publishedAt()).isEqualTo(Instant.ofEpochSecond(1735787100));
        assertThat(record.octree()).isEqualTo(Path.of("/octrees/a/tile"));
        assertThat(record.attempts()).isEqualTo(3);
        assertThat(record.octreeAt()).isNull();
        assertThat(store.find(Path.of("/data/none.las"))).isEmpty();
    }

    @Test
    void aFieldThatCannotBeReadIsNamed() {
        records.set(PATH, "size", "big");
        assertThatThrownBy(() -> store.find(PATH))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("record 'file:/data/a/tile.las', field 'size': cannot read 'big'");
    }

    @Test
    void recordsBelowADirectoryAreFoundByTheirLiteralPath() {
        Path odd = Path.of("/data/[x]*\\?/tile.las");
        records.set(odd, "filename", "tile.las");
        assertThat(store.knowsAnyBelow(Path.of("/data"))).isTrue();
        assertThat(store.knowsAnyBelow(Path.of("/"))).isTrue();
        assertThat(store.knowsAnyBelow(odd.getParent())).isTrue();
        assertThat(store.knowsAnyBelow(Path.of("/data/[x]"))).isFalse();
        assertThat(store.knowsAnyBelow(Path.of("/dat"))).isFalse();
        assertThat(store.knowsAnyBelow(Path.of("/data/*"))).isFalse();
    }

    private Verdict verdict(SourceFile version) {
        List<Finding> findings = store.ask(List.of(version));
        return findings.isEmpty() ? Verdict.UNCHANGED : findings.get(0).verdict();
    }

    private void aForeignRecord(String timestampFile, String timestampS3) {
        records.delete(PATH);
        RealRedis.template()
                .opsForHash()
                .putAll(
                        file.recordKey(),
                        Map.of(
                                "filename",
                                "tile.las",
                                "filepath",
                                PATH.toString(),
                                "octreepath",
                                "/octrees/tile",
                                "timestamp_file",
                                timestampFile,
                                "timestamp_octree",
                                "1735787099",
                                "timestamp_s3",
                                timestampS3));
    }
}
