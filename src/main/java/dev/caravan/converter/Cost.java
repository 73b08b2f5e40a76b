package dev.caravan.converter;

import java.time.Duration;

/**
 * What a phase took.
 *
 * @param cpu of all threads of this Java, its compiler's and collector's among them
 */
public record Cost(Duration wall, Duration cpu) {}
