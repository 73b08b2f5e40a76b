package dev.caravan.job;

/** Which of two waiting jobs goes first; within one priority the one that arrived first. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
