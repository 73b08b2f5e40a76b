package dev.caravan.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The queue as one would explain it: a handful of maps, no Redis, no scripts, no time. What the real one does is compared with
 * it. Lateness is told to it ({@link #leaseRunsOut}, {@link #delayIsOver}, {@link #sleepIsOver}), instead of being measured.
 */
final class QueueModel {
    /** A job, as far as it can be seen. */
    static final class Card {
        final String id;
        final String user;
        final int maximum;
        Priority priority;
        JobState state = JobState.QUEUED;
        String stage;
        int attempt;
        long turn;
        boolean inTurn = true;
        boolean delayed;
        boolean overdue;
        String token = "";
        /** Others work for it, or it was woken and has not been claimed since. */
        boolean asleep;

        boolean sleptLong;
        /** Whoever has it is not to let it sleep. */
        boolean wake;
        /** When the attempt has to have ended. */
        Instant expires = Instant.MIN;
        /** Of the attempt; -1 before anything was said. */
        long done = -1;

        final Set<String> settled = new HashSet<>();
        /** How often it began at its first stage: what its branches work on. */
        int version = 1;
        /** Of a branch: the whole, and whether that waits for it. */
        String parent = "";

        boolean required;
        /** Of a whole: its branches as it knows them, and where it goes when they have ended. */
        final Map<String, Branch> branches = new LinkedHashMap<>();

        String next = "";

        Card(String id, String user, Priority priority, String stage, int maximum) {
            this.id = id;
            this.user = user;
            this.priority = priority;
            this.stage = stage;
            this.maximum = maximum;
        }

        boolean leased() {
            return state == JobState.RUNNING && !token.isEmpty();
        }

        boolean sleeps() {
            return state == JobState.RUNNING && asleep;
        }

        boolean waits() {
            return state == JobState.QUEUED && !delayed;
        }
    }

    final Map<String, Card> cards = new LinkedHashMap<>();
    private final Map<Priority, Long> served = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    void enqueue(String id, String user, Priority priority, String stage, int maximum) {
        Card card = new Card(id, user, priority, stage, maximum);
        takeTurn(card);
        cards.put(id, card);
    }

    /** Which job has to be given out next; of two users' jobs of the same turn either may be. */
    Optional<Card> next(String stage) {
        return cards.values().stream()
                .filter(card -> card.waits() && card.stage.equals(stage))
                .min(Comparator.<Card>comparingInt(card -> -card.priority.rank())
                        .thenComparingLong(card -> card.turn));
    }

    /** A job that has slept goes on in its attempt. */
    void claim(Card card, String token, Instant expires) {
        if (card.inTurn) {
            served.merge(card.priority, card.turn, Math::max);
            leaveTurn(card);
        }
        if (!card.asleep) {
            card.expires = expires;
            card.done = -1;
        }
        card.attempt++;
        card.token = token;
        card.overdue = false;
        card.asleep = false;
        card.wake = false;
        enter(card, JobState.RUNNING);
    }

    /** The card that the token holds. */
    Optional<Card> held(String token) {
        return cards.values().stream().filter(card -> card.token.equals(token)).findFirst();
    }

    boolean settledBefore(String token, String operation) {
        return cards.values().stream().anyMatch(card -> card.settled.contains(token + operation));
    }

    void settle(Card card, String operation) {
        card.settled.add(card.token + operation);
        card.token = "";
        card.overdue = false;
    }

    void sleep(Card card) {
        settle(card, "SLEEP");
        card.asleep = true;
        card.sleptLong = false;
        if (card.wake) {
            wakeUp(card);
        }
    }

    /** Whether there was something to wake. */
    boolean wake(Card card) {
        if (card.sleeps()) {
            wakeUp(card);
            return true;
        }
        card.wake |= card.leased();
        return card.leased();
    }

    void wakeUp(Card card) {
        card.attempt--;
        enter(card, JobState.QUEUED);
    }

    void sleepIsOver(Card card) {
        card.sleptLong = true;
    }

    void back(Card card, boolean later) {
        card.delayed = later;
        enter(card, JobState.QUEUED);
    }

    void end(Card card, JobState state) {
        card.attempt += card.asleep && card.waits() ? 1 : 0;
        card.asleep = false;
        card.token = "";
        card.delayed = false;
        card.overdue = false;
        if (card.inTurn) {
            leaveTurn(card);
        }
        enter(card, state);
    }

    void cancel(Card card) {
        end(card, JobState.CANCELLED);
        children(card).filter(child -> !child.state.isFinal()).forEach(child -> end(child, JobState.CANCELLED));
    }

    /** Whether a branch may begin anew, as far as the whole decides it. */
    boolean free(Card card) {
        Card whole = cards.get(card.parent);
        return whole == null
                || (whole.branches.containsKey(card.id) && (card.required || whole.state != JobState.CANCELLED));
    }

    /** What a worker has done to a card that it holds. */
    void fanOut(Card card, List<NewBranch> parts, String stage, String next) {
        settle(card, "FAN_OUT");
        card.branches.clear();
        parts.forEach(part -> branch(card, part, stage));
        card.next = next;
        goOn(card);
    }

    private void branch(Card whole, NewBranch part, String stage) {
        Card present = cards.get(part.id());
        if (present != null && present.version != whole.version) {
            end(present, JobState.CANCELLED);
            cards.remove(present.id);
            present = null;
        }
        boolean fresh = present == null;
        Card card = fresh ? new Card(part.id(), whole.user, whole.priority, stage, whole.maximum) : present;
        if (fresh || card.state == JobState.FAILED || card.state == JobState.CANCELLED) {
            card.parent = whole.id;
            card.required = part.required();
            card.version = whole.version;
            card.state = JobState.QUEUED;
            card.attempt = 0;
            card.priority = whole.priority;
            card.turn = whole.turn;
            card.inTurn = false;
            card.settled.clear();
        }
        cards.put(card.id, card);
        whole.branches.put(card.id, new Branch(card.id, part.name(), part.required(), card.state, ""));
    }

    private void enter(Card card, JobState state) {
        JobState from = card.state;
        card.state = state;
        Card whole = cards.get(card.parent);
        if (whole == null || !whole.branches.containsKey(card.id)) {
            return;
        }
        whole.branches.put(card.id, new Branch(card.id, "", card.required, state, ""));
        boolean revived = card.required && from.isFinal() && !state.isFinal();
        if (revived && !whole.next.isEmpty() && whole.state.isFinal()) {
            whole.state = JobState.RUNNING;
        }
        goOn(whole);
    }

    private static void goOn(Card whole) {
        List<JobState> required = whole.branches.values().stream()
                .filter(Branch::required)
                .map(Branch::state)
                .toList();
        if (whole.next.isEmpty()
                || whole.state != JobState.RUNNING
                || !required.stream().allMatch(JobState::isFinal)) {
            return;
        }
        if (required.stream().allMatch(state -> state == JobState.COMPLETED)) {
            whole.stage = whole.next;
            whole.next = "";
            whole.attempt = 0;
            whole.state = JobState.QUEUED;
        } else {
            whole.state = JobState.FAILED;
        }
    }

    private Stream<Card> children(Card card) {
        return List.copyOf(cards.values()).stream().filter(child -> child.parent.equals(card.id));
    }

    void again(Card card, String stage) {
        if (!stage.equals(card.stage)) {
            card.branches.clear();
        }
        card.next = "";
        card.stage = stage;
        card.attempt = 0;
        card.inTurn = true;
        card.settled.clear();
        takeTurn(card);
        enter(card, JobState.QUEUED);
    }

    void reprioritise(Card card, Priority priority) {
        boolean waited = card.inTurn;
        if (waited) {
            leaveTurn(card);
        }
        card.priority = priority;
        card.inTurn = true;
        takeTurn(card);
        if (!waited) {
            leaveTurn(card);
        }
    }

    /** What a reaper has to do with a worker's job whose lease has run out. */
    void reap(Card card) {
        card.token = "";
        card.overdue = false;
        enter(card, card.attempt < card.maximum ? JobState.QUEUED : JobState.FAILED);
    }

    void leaseRunsOut(Card card) {
        card.overdue = true;
    }

    void delayIsOver(Card card) {
        card.delayed = false;
    }

    private void takeTurn(Card card) {
        String key = card.priority + card.user;
        card.turn = Math.max(served.getOrDefault(card.priority, 0L), last.getOrDefault(key, 0L)) + 1;
        last.put(key, card.turn);
    }

    private void leaveTurn(Card card) {
        card.inTurn = false;
        boolean others = cards.values().stream()
                .anyMatch(other -> other != card
                        && other.inTurn
                        && other.priority == card.priority
                        && other.user.equals(card.user));
        if (!others) {
            last.remove(card.priority + card.user);
        }
    }
}
