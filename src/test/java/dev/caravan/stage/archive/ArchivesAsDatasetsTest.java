package dev.caravan.stage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.archive.Compression;
import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimRequest;
import dev.caravan.file.DeletionMarks;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.KnownDataset;
import dev.caravan.publication.Publication;
import dev.caravan.retention.Cause;
import dev.caravan.retention.Unpublish;
import dev.caravan.retention.Unpublishing;
import dev.caravan.s3.Layout;
import dev.caravan.s3.RealS3;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.version.DatasetLocks;
import dev.caravan.version.RollBack;
import dev.caravan.workspace.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done with every dataset that is published is done with an archive: rebuild, audit, unpublishing, roll-back, deleted sources. */
@ExtendWith(RealRedis.class)
class ArchivesAsDatasetsTest {
    @TempDir
    private Path directory;

    private final Records records = new Records(RealRedis.template());
    private ArchiveSite site;

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void aLostRecordIsMadeOfTheManifest(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        Path file = site.files.file("area/clip.mp4");
        site.archive(file);
        Publication before = site.published("area/clip.mp4");
        forget();

        assertThat(site.rebuild()).extracting(line -> line.get("action")).containsExactly("recorded");

        Publication after = site.published("area/clip.mp4");
        assertThat(after.address()).isEqualTo(before.address());
        assertThat(RealS3.get(after.address()).statusCode()).isEqualTo(200);
        assertThat(records.all(file))
                .containsEntry("status", "COMPLETED")
                .containsEntry("url", before.address().toString())
                .containsEntry("user", "ann")
                .containsEntry("made_by", "");
        assertThat(new FileStore(RealRedis.template()).ask(List.of(SourceFile.read(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMovedIsFoundWhereItLiesAndIsNotTakenForDeleted(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        Path file = site.files.file("area/clip.mp4");
        Path survey = site.directories.file("survey/deep/1").getParent().getParent();
        Path clip = site.move(site.archive(file));
        Path moved = site.move(site.archiveDirectory(survey));
        forget();

        assertThat(site.rebuild())
                .extracting(line -> line.get("dataset"), line -> line.get("action"))
                .containsExactlyInAnyOrder(tuple("area/clip.mp4", "recorded"), tuple("survey", "recorded"));

        assertThat(records.all(file))
                .containsEntry("completed_path", clip.toString())
                .doesNotContainKey("deleted_at");
        assertThat(RealRedis.template().<String, String>opsForHash().get("dataset:survey", "completed_path"))
                .isEqualTo(moved.toString());
        assertThat(lookedFor()).isEmpty();
        assertThat(site.audit(false)).isEmpty();
    }

    @Test
    void whatIsGoneIsRecordedAsDeletedAlthoughAnotherOfItsNameWasMoved() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.files.file("other");
        Path file = site.files.file("a/clip");
        site.archive(file);
        site.files.file("completed/clip", "another", Instant.EPOCH);
        Files.delete(file);
        forget();

        assertThat(site.rebuild()).extracting(line -> line.get("action")).containsExactly("deleted");
        assertThat(records.get(file, "deleted_at")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasArchivedAndNotMovedMayBeDeleted(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        Path file = site.files.file("clip");
        site.archive(file);
        site.rebuild();

        assertThat(lookedFor()).extracting(KnownDataset::path).containsExactly(file.toString());
    }

    @ParameterizedTest
    @EnumSource
    void anAuditFindsNothingWhereAllIsRight(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        site.archive(site.files.file("area/clip.mp4"));
        site.archive(site.files.file("backup.tar.gz"));
        site.archiveDirectory(site.directories.file("survey/1").getParent());
        site.rebuild();

        assertThat(site.audit(true)).isEmpty();
        assertThat(site.run.notes().get("looked")).asString().contains("datasets=3", "objects=3");
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveThatIsGoneOrAnotherIsFound(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        Path gone = site.files.file("a/gone");
        Path other = site.files.file("a/other");
        site.archive(gone);
        site.archive(other);
        site.rebuild();
        String goneArchive = object("a/gone");
        String otherArchive = object("a/other");
        site.delete(goneArchive);
        site.put(otherArchive, "damaged");

        assertThat(site.audit(true))
                .containsExactlyInAnyOrder("missing object " + goneArchive, "changed object " + otherArchive);
        assertThat(site.republished).containsExactlyInAnyOrder(gone, other);
    }

    @Test
    void anArchiveBesideAManifestThatNamesAnotherIsOrphanedAndSomebodyElsesIsNot() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.archive(site.files.file("clip"));
        site.rebuild();
        site.put("clip.tar.zst", "of an earlier version");
        site.put("somebody's.tar.gz", "not ours");

        assertThat(site.audit(true))
                .containsExactly("orphaned object clip.tar.zst", "orphaned object somebody's.tar.gz");

        assertThat(site.keys()).containsExactly("clip.tar.gz", "clip/caravan.json", "somebody's.tar.gz");
    }

    @Test
    void anotherCompressionLeavesNoOlderArchiveBehind() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.archive(site.files.file("clip"));
        site.settings = ArchiveSite.settings(Compression.ZSTD);
        site.archive(site.files.file("clip", "newer", Instant.EPOCH));

        assertThat(site.keys()).containsExactly("clip.tar.zst", "clip/caravan.json");
    }

    @ParameterizedTest
    @EnumSource
    void unpublishingTakesTheArchiveAndNothingElse(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        site.archive(site.files.file("a/clip"));
        site.archive(site.files.file("a/clip.tar"));
        site.put("a/clip.tar.zst.txt", "not ours");
        List<String> others = site.keys().stream()
                .filter(key -> !key.startsWith("a/clip/") && !key.equals("a/clip.tar.gz"))
                .toList();

        unpublish("a/clip");

        assertThat(site.keys()).isEqualTo(others);
        assertThat(site.publications.find("a/clip")).isEmpty();
        assertThat(site.audit(false)).noneMatch(line -> line.contains("missing"));
    }

    @ParameterizedTest
    @EnumSource
    void unpublishingTakesAnArchiveThatHasLostItsManifest(Layout layout) throws IOException {
        site = new ArchiveSite(directory, layout);
        site.archive(site.files.file("clip"));
        site.keys().stream().filter(key -> key.endsWith("caravan.json")).forEach(site::delete);

        unpublish("clip");

        assertThat(site.keys()).isEmpty();
    }

    @Test
    void aVersionIsRolledBackAlsoWhenItWasCompressedOtherwise() throws IOException {
        site = new ArchiveSite(directory, Layout.VERSIONED);
        Path file = site.files.file("clip");
        site.archive(file);
        Publication first = site.published("clip");
        site.settings = ArchiveSite.settings(Compression.ZSTD);
        site.files.file("clip", "newer", Instant.EPOCH);
        site.archive(file);
        Publication second = site.published("clip");
        site.rebuild();
        assertThat(records.get(file, "url")).isEqualTo(second.address().toString());

        site.versioning.rollBack.to(new RollBack.Wish("clip", "here", first.version(), false), "ann");

        assertThat(site.published("clip").version()).isEqualTo(first.version());
        assertThat(records.get(file, "url")).isEqualTo(first.address().toString());
        assertThat(site.audit(false)).containsExactly("changed source " + file);
        assertThat(site.keys()).hasSize(5);
    }

    @Test
    void whatAnEarlierAttemptHasUploadedIsNotSentAgain() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        Backup backup = site.archive(site.files.file("clip"));
        Trees.delete(backup.requirePlan().directory());

        site.shipments().send(new Shipment(backup, "here"), site.run);
        Publication there = site.shipments().send(new Shipment(backup, "there"), site.run);

        assertThat(site.run.lines())
                .anyMatch(line -> line.startsWith("unchanged: "))
                .anyMatch(line -> line.startsWith("listed once more: "));
        assertThat(there.version()).isEqualTo(site.published("clip").version());
        assertThat(RealS3.get(there.address()).body())
                .isEqualTo(RealS3.get(site.published("clip").address()).body());
    }

    @Test
    void aListingThatIsGoneIsNotMadeOfASourceThatHasChanged() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        Path survey = site.directories.file("survey/1").getParent();
        Backup backup = site.archiveDirectory(survey);
        Trees.delete(backup.requirePlan().directory());
        Files.createDirectory(survey.resolve("new"));

        assertThatThrownBy(() -> site.shipments().send(new Shipment(backup, "there"), site.run))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has changed since it was listed");
    }

    @Test
    void aSpoolThatIsGoneIsMadeAsAStream() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.settings = ArchiveSite.settings(Compression.GZIP, true);
        Backup backup = site.archive(site.files.file("clip"));
        Trees.delete(backup.requirePlan().directory());

        Publication there = site.shipments().send(new Shipment(backup, "there"), site.run);

        assertThat(RealS3.get(there.address()).body())
                .isEqualTo(RealS3.get(site.published("clip").address()).body());
    }

    @Test
    void aFileThatIsClaimedOnceMoreIsNotInTheCompletedDirectoryAnyMore() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        Path file = site.files.file("clip");
        site.move(site.archive(file));
        site.rebuild();
        assertThat(records.get(file, "completed_path")).isNotNull();
        site.files.file("clip", "a newer version", Instant.EPOCH);

        new FileClaims(RealRedis.template())
                .claim(new ClaimRequest(
                        site.rules.place(file).dataset(), "claim", Duration.ofMinutes(1), List.of(), null));

        assertThat(records.get(file, "completed_path")).isNull();
    }

    private void unpublish(String dataset) throws IOException {
        Unpublish unpublish = new Unpublish(
                site.publish,
                site.connections,
                site.publications,
                new FileClaims(RealRedis.template()),
                new DatasetLocks(RealRedis.template(), Duration.ofSeconds(30)));
        unpublish.withdraw(
                new Unpublishing(dataset, dataset, List.of("here"), false, Cause.ASKED, List.of(), "", ""), site.run);
    }

    /** What the look for deleted sources asks the disk for. */
    private List<KnownDataset> lookedFor() {
        List<KnownDataset> found = new ArrayList<>();
        for (Path root : List.of(site.files.root(), site.directories.root())) {
            Iterator<KnownDataset> known = new DeletionMarks(RealRedis.template()).below(root);
            known.forEachRemaining(found::add);
        }
        return found;
    }

    /** Key of the only archive of a dataset. */
    private String object(String dataset) {
        return site.keys().stream()
                .filter(key -> key.startsWith(dataset) && key.endsWith(".tar.gz"))
                .findFirst()
                .orElseThrow();
    }

    private void forget() {
        RealRedis.template().delete(RealRedis.template().keys("*"));
    }
}
