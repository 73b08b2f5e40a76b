package dev.caravan.stage.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.stage.scan.ScanPipeline;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two files must not be published under one key. */
@ExtendWith(RealRedis.class)
class KeyOwnerTest {

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private SourceTree one;
    private SourceTree two;
    private ScanPipeline pipeline;
    private Path owner;

    @BeforeEach
    void aCompletedFileThatOwnsItsKey() throws Exception {
        one = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("one")));
        two = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("two")));
        pipeline = ScanPipeline.over(
                RealRedis.template(), ScanPipeline.source(one.root()), ScanPipeline.source(two.root()));
        owner = one.file("x/a.las");
        one.file("x/other.las");
        pipeline.scan();
        records.reach(owner, "COMPLETED");
        records.reach(one.root().resolve("x/other.las"), "COMPLETED");
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void anotherFileOfTheSameKeyIsRefusedAndToldOnce() throws Exception {
        Path second = one.file("x/a.laz");
        try (LogLines log = LogLines.of(Claimant.class)) {
            for (int scan = 0; scan < 3; scan++) {
                ScanResult result = pipeline.scan();
                assertThat(result.refused()).isEqualTo(1);
                assertThat(result.claimed()).isZero();
            }
            assertThat(log.lines()).singleElement().asString().contains(second.toString(), owner.toString());
        }
        assertThat(records.all(second))
                .containsEntry("status", "REFUSED")
                .containsEntry(
                        "reason", "'" + owner + "' already has the dataset key 'x/a'; rename or remove one of the two");
        assertThat(records.get(owner, "status")).isEqualTo("COMPLETED");
    }

    @Test
    void aFileOfAnotherSourceWithTheSameKeyIsRefused() throws Exception {
        two.file("x/a.las");
        assertThat(pipeline.scan().refused()).isEqualTo(1);
    }

    @Test
    void aRenamedFileGetsTheKeyOfTheOneThatLeft() throws Exception {
        Path renamed = Files.move(owner, owner.resolveSibling("a.laz"));
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(RealRedis.template().opsForValue().get("key:x/a")).isEqualTo(renamed.toString());
    }

    @Test
    void aRefusedFileIsTakenWhenTheOwnerHasLeft() throws Exception {
        Path second = two.file("x/a.las");
        pipeline.scan();
        Files.delete(owner);
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(records.all(second)).containsEntry("status", "CLAIMED").doesNotContainKey("reason");
    }

    @Test
    void aRefusedFileIsTakenWhenSomebodyDeletesTheOwnersEntry() throws Exception {
        two.file("x/a.las");
        pipeline.scan();
        RealRedis.template().delete("key:x/a");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void anOwnerWhoseSourceIsNotMountedKeepsItsKey() throws Exception {
        two.file("x/a.las");
        Path elsewhere = Files.move(one.root(), directory.resolve("elsewhere"));
        assertThat(pipeline.scan().refused()).isEqualTo(1);
        Files.createDirectory(one.root());
        assertThat(pipeline.scan().refused()).isEqualTo(1);
        Files.delete(one.root());
        Files.move(elsewhere, one.root());
        assertThat(pipeline.scan().refused()).isEqualTo(1);
    }

    @Test
    void anOwnerThatLeftWhileItsJobRunsKeepsItsKeyUntilTheJobHasEnded() throws Exception {
        records.reach(owner, "RUNNING");
        Files.move(owner, owner.resolveSibling("a.laz"));
        assertThat(pipeline.scan().waiting()).isEqualTo(1);
        records.reach(owner, "COMPLETED");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void anEntryThatIsNoPathIsNotTakenFromWhoeverWroteIt() throws Exception {
        RealRedis.template().opsForValue().set("key:x/new", "nonsense\0");
        one.file("x/new.las");
        assertThat(pipeline.scan().refused()).isEqualTo(1);
        assertThat(pipeline.scan().refused()).isEqualTo(1);
    }
}
