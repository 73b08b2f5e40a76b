package dev.caravan.job;

import java.util.List;

/**
 * Events after a place in the stream.
 *
 * @param complete false when events after that place are no longer kept, and so are missing here
 * @param events the oldest first
 */
public record PastEvents(boolean complete, List<JobEvent> events) {

    public PastEvents {
        events = List.copyOf(events);
    }
}
