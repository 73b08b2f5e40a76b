package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.Again;
import dev.caravan.job.Batches;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is worked on: the datasets that are to be claimed, as a stream that can be read once, and what became of
 * them. Holds no more than a few of them, and the first items of the answer.
 */
public final class Reprocessing implements Iterable<Dataset> {
    private final ReprocessRequest request;
    private final Iterator<String> paths;
    private final Examiner examiner;
    private final Queue<Decision> ready = new ArrayDeque<>();
    private final Map<String, Decision> pending = new HashMap<>();
    private final List<ReprocessItem> items = new ArrayList<>();
    private @Nullable OpenBatch batch;
    private @Nullable RuntimeException fault;
    private long looked;
    private long total;
    private long queued;

    /** A batch that is being filled. */
    private record OpenBatch(Batches batches, String id) {}

    Reprocessing(ReprocessRequest request, Iterator<String> paths, Examiner examiner) {
        this.request = request;
        this.paths = paths;
        this.examiner = examiner;
    }

    /** What the claim is asked for. */
    Again again() {
        return request.force() ? Again.ALL : Again.FAILED;
    }

    /** Looks ahead, as far as to see whether there are more datasets than one. */
    boolean hasSeveral() {
        while (ready.size() < 2 && paths.hasNext()) {
            advance();
        }
        return ready.size() > 1;
    }

    /** Looks at all files, and takes none. */
    void examineAll() {
        while (paths.hasNext()) {
            advance();
            for (Decision decision = ready.poll(); decision != null; decision = ready.poll()) {
                queued++;
                add(decision.item(null));
            }
        }
    }

    /** Its jobs are a part of this batch. */
    void within(Batches batches, String id) {
        batch = new OpenBatch(batches, id);
    }

    @Override
    public Iterator<Dataset> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (fault == null && ready.isEmpty() && paths.hasNext()) {
                    advance();
                }
                return fault == null && !ready.isEmpty();
            }

            @Override
            public Dataset next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Decision decision = ready.remove();
                Dataset dataset = java.util.Objects.requireNonNull(decision.dataset());
                pending.put(dataset.title(), decision);
                return dataset;
            }
        };
    }

    /** The dataset is in the queue. */
    void queued(Dataset dataset, String job) {
        queued++;
        Decision decision = pending.remove(dataset.title());
        if (decision != null) {
            add(decision.item(job));
        }
    }

    /** Somebody else was faster, or it may not be taken. */
    void skipped(Dataset dataset, String because) {
        Decision decision = pending.remove(dataset.title());
        if (decision != null) {
            add(decision.skipped(because));
        }
    }

    /** Nothing more can be taken. */
    void broken(RuntimeException cause) {
        fault = cause;
    }

    /** All jobs are there that will be. May be repeated. */
    void seal() {
        if (batch != null) {
            batch.batches().seal(batch.id());
        }
    }

    /** @throws RuntimeException what kept it from its end */
    ReprocessResult result() {
        if (fault != null) {
            throw fault;
        }
        return new ReprocessResult(
                request.dryRun(), total, queued, total - queued, batch == null ? null : batch.id(), items);
    }

    private void advance() {
        Optional<Decision> decision = examiner.decide(paths.next());
        decision.ifPresent(this::note);
        looked++;
        if (batch != null && looked % 100 == 0) {
            batch.batches().alive(batch.id());
        }
    }

    private void note(Decision decision) {
        total++;
        if (decision.dataset() == null) {
            add(decision.item(null));
        } else {
            ready.add(decision);
        }
    }

    private void add(ReprocessItem item) {
        if (items.size() < ReprocessResult.MOST_ITEMS) {
            items.add(item);
        }
    }
}
