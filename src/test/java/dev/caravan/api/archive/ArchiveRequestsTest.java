package dev.caravan.api.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.Answer;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.NewJob;
import dev.caravan.job.Priority;
import dev.caravan.job.RedisLink;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.Selection;
import dev.caravan.stage.archive.Restore;
import dev.caravan.stage.archive.RestoreRoot;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be archived, and what is to come back. */
@ExtendWith(RealRedis.class)
class ArchiveRequestsTest {
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private final ArchiveCalls calls = new ArchiveCalls(
            new SourceRules(
                    new ScanSettings(
                            "0 0 0 * * ?",
                            true,
                            true,
                            Duration.ZERO,
                            List.of(
                                    SourceSettings.of("/las", List.of("**/*.las"), List.of()),
                                    new SourceSettings(
                                            "/done",
                                            Unit.FILE,
                                            CompleteSettings.NONE,
                                            List.of("**"),
                                            List.of(),
                                            "",
                                            "",
                                            null,
                                            Profile.ARCHIVE))),
                    Clock.systemUTC()),
            new RestoreRoot(Path.of("/restored")),
            List.of("near", "far"),
            new JobDetails(
                    new JobCatalog(RealRedis.template(), link), queue, new JobStatistics(RealRedis.template(), link)),
            new Acts(new History(RealRedis.template(), link)));

    @Test
    void whatIsToBeArchived() {
        assertThat(
                        calls.read(
                                AnApiRequest.posting(
                                        "{'path': '/done/a.zip', 'force': true, 'priority': 'HIGH', 'user': 'bob', 'project': 'dykes'}")))
                .isEqualTo(new ReprocessRequest(
                        new Selection.OneFile(Path.of("/done/a.zip")),
                        ReprocessRequest.Start.CONVERT,
                        true,
                        false,
                        "bob",
                        "dykes",
                        Priority.HIGH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "path     | {}",
                "path     | {'path': '/las/a.las'}",
                "path     | {'path': '/etc/passwd'}",
                "path     | {'path': 'a.zip'}",
                "priority | {'path': '/done/a.zip', 'priority': 'high'}",
                "user     | {'path': '/done/a.zip', 'user': 'a|b'}",
                "dryRun   | {'path': '/done/a.zip', 'dryRun': true}"
            })
    void aMemberOfAnArchiveThatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> calls.read(AnApiRequest.posting(body)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void whatIsToComeBackAndWhere() {
        Restore byKey = calls.readRestore(
                AnApiRequest.posting(
                        "{'dataset': 'a', 'into': 'from-march', 'target': 'far', 'version': '20261122T164100Z-9f86d081', 'overwrite': true}"));
        Restore byPath = calls.readRestore(AnApiRequest.posting("{'path': '/done/b.zip', 'into': '/restored/x/../y'}"));

        assertThat(byKey)
                .isEqualTo(new Restore(
                        byKey.id(),
                        "a",
                        "far",
                        "20261122T164100Z-9f86d081",
                        Path.of("/restored/from-march"),
                        true,
                        "ann"));
        assertThat(byPath.dataset()).isEqualTo("b.zip");
        assertThat(byPath.into()).isEqualTo(Path.of("/restored/y"));
        assertThat(byPath.target()).isEmpty();
        assertThat(byPath.version()).isEmpty();
        assertThat(byPath.overwrite()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "into    | {'dataset': 'a'}",
                "into    | {'dataset': 'a', 'into': ''}",
                "into    | {'dataset': 'a', 'into': '../out'}",
                "into    | {'dataset': 'a', 'into': '/etc'}",
                "dataset | {'into': 'x'}",
                "dataset | {'dataset': 'a', 'path': '/done/a.zip', 'into': 'x'}",
                "path    | {'path': '/las/a.las', 'into': 'x'}",
                "target  | {'dataset': 'a', 'into': 'x', 'target': 'none'}",
                "version | {'dataset': 'a', 'into': 'x', 'version': 'newest'}",
                "dryRun  | {'dataset': 'a', 'into': 'x', 'dryRun': true}"
            })
    void aMemberOfARestoreThatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> calls.readRestore(AnApiRequest.posting(body)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void aRestoreIsAnsweredWithItsJobAndIsInTheHistory() {
        Restore restore = calls.readRestore(AnApiRequest.posting("{'dataset': 'a', 'into': 'x'}"));
        queue.enqueue(NewJob.unclaimed("restore", "a", "{}", List.of()).named(restore.id()));

        Answer answer = calls.restoring(restore, AnApiRequest.posting("{}"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).containsEntry("Location", "/api/v1/jobs/" + restore.id());
        StringBuilder operations = new StringBuilder();
        new Operations(RealRedis.template(), link).stream(HistoryQuery.ALL).forEach(operations::append);
        assertThat(operations.toString()).contains("restore").contains("ann");
    }
}
