package dev.caravan.retention;

import dev.caravan.file.DeletionMarks;
import dev.caravan.file.PrintablePath;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.stage.scan.SourceRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean `deletedSources`: looks for what has a record and is gone from its source directory, and marks it. Nothing else happens to
 * it by that. When so much is gone at once that a share may not be mounted, nothing is marked until somebody confirms.
 */
public class DeletedSources {
    private static final Logger LOG = LoggerFactory.getLogger(DeletedSources.class);

    private final SourceRules rules;
    private final DeletionMarks marks;
    private final Looks looks;
    private final DeletionNews news;
    private final Inbox inbox;
    private final RetentionSettings settings;
    private final Clock clock;
    private volatile @Nullable ScanResult followed;

    public DeletedSources(
            SourceRules rules,
            DeletionMarks marks,
            Looks looks,
            DeletionNews news,
            Inbox inbox,
            RetentionSettings settings,
            Clock clock) {
        this.rules = rules;
        this.marks = marks;
        this.looks = looks;
        this.news = news;
        this.inbox = inbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a scan of this instance has come to its end that no look has followed yet. */
    public boolean isDue() {
        return settings.afterScan()
                && inbox.lastResult()
                        .filter(ScanResult::complete)
                        .filter(result -> !result.equals(followed))
                        .isPresent();
    }

    /** Looks through all source directories. */
    public synchronized List<SourceLook> look() {
        followed = inbox.lastResult().orElse(null);
        return rules.roots().stream().map(root -> look(root, false)).toList();
    }

    /**
     * Looks through one source directory, and marks what is gone however much it is.
     *
     * @param root one of the source directories
     */
    public synchronized SourceLook confirm(Path root) {
        return look(root, true);
    }

    /** The newest look of each source directory that was looked through. */
    public List<SourceLook> newest() {
        return looks.of(rules.roots().stream().map(Path::toString).toList());
    }

    private SourceLook look(Path root, boolean confirmed) {
        DeletionLook look = new DeletionLook(marks, root, within(root));
        look.count(news::returned);
        String withheld = look.tally().anyGone() ? withheld(root, look.tally(), confirmed) : "";
        if (look.tally().anyGone() && withheld.isEmpty()) {
            look.mark(news::marked);
        }
        SourceLook result = look.tally().look(root.toString(), clock.instant(), withheld);
        tell(result);
        return result;
    }

    private void tell(SourceLook result) {
        boolean toldBefore = looks.of(result.source())
                .map(before -> before.withheld().equals(result.withheld()))
                .orElse(false);
        looks.put(result);
        if (result.isWithheld() && !toldBefore) {
            LOG.warn("{}", result.summary());
        } else if (result.hasNews()) {
            LOG.info("{}", result.summary());
        }
        if (result.hasNews() || result.isWithheld() && !toldBefore) {
            news.ended(result);
        }
    }

    /** Why nothing is to be marked; empty when nothing speaks against it. */
    private String withheld(Path root, LookTally tally, boolean confirmed) {
        String name = "source directory '" + PrintablePath.of(root) + "'";
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            boolean empty = !entries.iterator().hasNext();
            if (confirmed) {
                return "";
            } else if (empty) {
                return name + " is empty: is it mounted? If all was deleted from it, confirm that";
            }
        } catch (IOException e) {
            return name + " cannot be read (" + e + "): is it mounted? If it is gone for good, take it out of"
                    + " caravan.scan.sources, or make an empty directory and confirm that all is deleted";
        }
        return tally.losesMoreThan(settings.largestLoss())
                ? "more than caravan.retention.largest-loss (" + settings.largestLoss()
                        + " %) of its files are gone at once: is a share of it not mounted? If they were deleted, confirm that"
                : "";
    }

    private List<Path> within(Path root) {
        return rules.roots().stream()
                .filter(other -> !other.equals(root) && other.startsWith(root))
                .toList();
    }
}
