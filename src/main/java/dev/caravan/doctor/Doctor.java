package dev.caravan.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Runs checks side by side. None holds the others up, and none that hangs is started a second time meanwhile. */
public final class Doctor {
    private final List<Visit> visits;
    private final Duration patience;

    /**
     * @param checks in the order in which their findings are told
     * @param patience how long one is waited for; then it is said to hang
     */
    public Doctor(List<Check> checks, Duration patience) {
        this.visits = checks.stream().map(Visit::new).toList();
        this.patience = patience;
    }

    /** The names of all checks, each once, in their order. */
    public List<String> names() {
        return visits.stream().map(visit -> visit.check().name()).distinct().toList();
    }

    /** @param names of the checks that are wanted; none for all */
    public Diagnosis examine(Collection<String> names) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Visit> wanted = visits.stream()
                .filter(visit -> names.isEmpty() || names.contains(visit.check().name()))
                .toList();
        List<Visit.Ticket> tickets = new ArrayList<>();
        wanted.forEach(visit -> tickets.add(visit.begin()));
        Stream<Finding> findings = tickets.stream().flatMap(ticket -> ticket.await(deadline, patience).stream());
        return new Diagnosis(findings.toList());
    }
}
