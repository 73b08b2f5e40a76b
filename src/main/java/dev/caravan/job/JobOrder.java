package dev.caravan.job;

/** How jobs are listed: by arrival. */
public enum JobOrder {
    NEWEST,
    OLDEST
}
