package dev.caravan.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queue as one would explain it: a handful of maps, no Redis, no scripts, no time. What the real one does is compared with
 * it. Lateness is told to it ({@link #leaseRunsOut}, {@link #delayIsOver}), instead of being measured.
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
        final Set<String> settled = new HashSet<>();

        Card(String id, String user, Priority priority, String stage, int maximum) {
            this.id = id;
            this.user = user;
            this.priority = priority;
            this.stage = stage;
            this.maximum = maximum;
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

    void claim(Card card, String token) {
        if (card.inTurn) {
            served.merge(card.priority, card.turn, Math::max);
            leaveTurn(card);
        }
        card.state = JobState.RUNNING;
        card.attempt++;
        card.token = token;
        card.overdue = false;
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

    void back(Card card, boolean later) {
        card.state = JobState.QUEUED;
        card.delayed = later;
    }

    void end(Card card, JobState state) {
        card.state = state;
        card.token = "";
        card.delayed = false;
        card.overdue = false;
        if (card.inTurn) {
            leaveTurn(card);
        }
    }

    void again(Card card, String stage) {
        card.state = JobState.QUEUED;
        card.stage = stage;
        card.attempt = 0;
        card.inTurn = true;
        card.settled.clear();
        takeTurn(card);
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
        card.state = card.attempt < card.maximum ? JobState.QUEUED : JobState.FAILED;
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
