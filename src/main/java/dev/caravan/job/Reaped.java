package dev.caravan.job;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of leases that nobody renewed.
 *
 * @param requeued jobs that wait for another worker
 * @param parked jobs that failed, because no attempt was left
 */
public record Reaped(long requeued, List<Parked> parked) {
    public static final Reaped NOTHING = new Reaped(0, List.of());

    public Reaped {
        parked = List.copyOf(parked);
    }

    /** Of the answer requeued, parked, and for each of these id, kind, reason. */
    static Reaped of(Reply reply) {
        List<Parked> parked = new ArrayList<>();
        for (int i = 2; i < reply.rest().size(); i += 3) {
            parked.add(new Parked(reply.text(i), FailureKind.valueOf(reply.text(i + 1)), reply.text(i + 2)));
        }
        return new Reaped(reply.number(0), parked);
    }
}
