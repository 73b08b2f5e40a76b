package dev.caravan.retention;

import dev.caravan.file.DeletionMarks;
import dev.caravan.file.KnownDataset;
import dev.caravan.file.Mark;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Looks through one source directory: whatever has a record below it is looked for on disk, one after the other, so that memory does
 * not grow with the number of files. What is gone is marked by a second look, once it is known how much it is.
 */
final class DeletionLook {
    private final DeletionMarks marks;
    private final Path root;
    private final List<Path> inner;
    private final LookTally tally = new LookTally();

    /** @param inner source directories within this one, whose files are theirs */
    DeletionLook(DeletionMarks marks, Path root, List<Path> inner) {
        this.marks = marks;
        this.root = root;
        this.inner = inner;
    }

    LookTally tally() {
        return tally;
    }

    /**
     * The first look: counts, and takes the mark from what is there again.
     *
     * @param returned told of each that is
     */
    void count(Consumer<KnownDataset> returned) {
        for (Iterator<KnownDataset> all = marks.below(root); all.hasNext(); ) {
            KnownDataset dataset = all.next();
            if (isOurs(dataset)) {
                count(dataset, returned);
            }
        }
    }

    /**
     * The second look: marks what is gone.
     *
     * @param marked told of each that was marked, with its dataset key; '' when another has it by now
     */
    void mark(BiConsumer<KnownDataset, String> marked) {
        for (Iterator<KnownDataset> all = marks.below(root); all.hasNext(); ) {
            KnownDataset dataset = all.next();
            if (!dataset.marked() && isOurs(dataset) && presence(dataset) == Presence.GONE) {
                Mark mark = marks.mark(dataset);
                if (mark.outcome() == Mark.Outcome.MARKED) {
                    tally.marked(dataset);
                    marked.accept(dataset, mark.dataset());
                } else if (mark.outcome() == Mark.Outcome.BUSY) {
                    tally.busy(dataset);
                }
            }
        }
    }

    private void count(KnownDataset dataset, Consumer<KnownDataset> returned) {
        switch (presence(dataset)) {
            case THERE -> {
                tally.there(dataset);
                if (dataset.marked() && marks.clear(dataset)) {
                    tally.returned(dataset);
                    returned.accept(dataset);
                }
            }
            case GONE -> {
                if (dataset.marked()) {
                    tally.deleted(dataset);
                } else {
                    tally.gone(dataset);
                }
            }
            case UNKNOWN -> tally.unknown(dataset);
        }
    }

    /** Of a directory as long as any of the files that it had is there: with fewer of them it is another version of the dataset. */
    private Presence presence(KnownDataset dataset) {
        Presence own = dataset.place().map(Presence::of).orElse(Presence.UNKNOWN);
        if (own != Presence.THERE || dataset.member() == null) {
            return own;
        }
        if (Presence.of(Path.of(dataset.member())) != Presence.GONE) {
            return Presence.THERE;
        }
        boolean all = marks.members(dataset).stream().allMatch(member -> Presence.of(member) == Presence.GONE);
        return all ? Presence.GONE : Presence.THERE;
    }

    private boolean isOurs(KnownDataset dataset) {
        return inner.isEmpty()
                || dataset.place()
                        .map(place -> inner.stream().noneMatch(place::startsWith))
                        .orElse(true);
    }
}
