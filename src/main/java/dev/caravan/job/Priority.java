package dev.caravan.job;

import java.util.Arrays;

/** Which of two waiting jobs goes first; within one priority the one that arrived first. */
public enum Priority {
    LOW(0),
    NORMAL(1),
    HIGH(2),
    URGENT(3);

    /** The exchange property that says how urgent the jobs of a route are, instead of what their body says. */
    public static final String PROPERTY = "priority";

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** As Redis has it: the higher, the sooner. */
    int rank() {
        return rank;
    }

    static Priority ofRank(int rank) {
        return Arrays.stream(values())
                .filter(priority -> priority.rank == rank)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no priority has the rank " + rank));
    }
}
