package dev.caravan.stage.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class ContentHashTest {
    private static final String SHA256_OF_LASF = "c82946c7aab106f533e4efca43e76650bdedff6127ff26a972e477e1335dcb7a";

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private final Claimant claimant =
            new Claimant(new FileClaims(RealRedis.template()), new ClaimSettings(true, Duration.ofSeconds(10)));
    private SourceTree tree;
    private Path file;

    @BeforeEach
    void aClaimedFile() throws Exception {
        tree = new SourceTree(directory.toRealPath());
        file = tree.file("a.las");
        assertThat(claimant.claim(dataset()).got()).isTrue();
    }

    @Test
    void theRecordHasTheContentOfTheClaimedVersion() {
        assertThat(records.get(file, "sha256")).isEqualTo(SHA256_OF_LASF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "FAILED", "CANCELLED"})
    void aFileThatWasOnlyTouchedIsNotTakenAndItsRecordKnowsTheNewTime(String status) throws Exception {
        records.reach(file, status);
        SourceTree.touch(file);
        assertThat(claimant.claim(dataset()).outcome()).isEqualTo(ClaimOutcome.SAME_CONTENT);
        assertThat(records.get(file, "status")).isEqualTo(status);
        assertThat(claimant.claim(dataset()).outcome()).isEqualTo(ClaimOutcome.UNCHANGED);
        assertThat(new FileStore(RealRedis.template()).ask(List.of(SourceFile.read(file))))
                .hasSize(status.equals("COMPLETED") ? 0 : 1);
    }

    @Test
    void otherContentOfTheSameLengthIsTaken() throws Exception {
        records.reach(file, "COMPLETED");
        tree.file("a.las", "FSAL", SourceTree.LONG_AGO.plusSeconds(1));
        assertThat(claimant.claim(dataset()).got()).isTrue();
        assertThat(records.get(file, "sha256")).isNotEqualTo(SHA256_OF_LASF);
    }

    @Test
    void aTouchedFileWhoseClaimWasLostIsTaken() throws Exception {
        records.set(file, "claimed_until", "0");
        SourceTree.touch(file);
        assertThat(claimant.claim(dataset()).got()).isTrue();
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadWaits() throws Exception {
        records.reach(file, "COMPLETED");
        Dataset seen = dataset();
        SourceTree.touch(file);
        Claim claim = claimant.claim(seen);
        assertThat(claim.outcome()).isEqualTo(ClaimOutcome.UNSETTLED);
        assertThat(claim.reason()).contains(file.toString());
    }

    @Test
    void aFileThatVanishedWaits() throws Exception {
        Dataset seen = dataset();
        Files.delete(file);
        assertThat(claimant.claim(seen).outcome()).isEqualTo(ClaimOutcome.UNSETTLED);
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorThatNamesIt() throws Exception {
        Path folder = Files.createDirectory(tree.root().resolve("folder.las"));
        Claim claim = claimant.claim(Dataset.found("folder", tree.root(), SourceFile.read(folder)));
        assertThat(claim.outcome()).isEqualTo(ClaimOutcome.UNREADABLE);
        assertThat(claim.reason()).contains("cannot read the content of '" + folder + "'");
    }

    private Dataset dataset() throws Exception {
        return Dataset.found("a", tree.root(), SourceFile.read(file));
    }
}
