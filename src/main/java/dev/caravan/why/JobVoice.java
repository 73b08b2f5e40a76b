package dev.caravan.why;

import dev.caravan.job.Standings;
import java.time.Duration;

/**
 * Where the words about jobs come from.
 *
 * @param lease how long a worker's sign of life is good for
 */
public record JobVoice(Standings standings, StageWorkers workers, Duration lease) {}
