package dev.caravan.cli.remote;

import java.util.Collection;
import java.util.List;

/** Looks whether everything is as the service needs it, when none runs. The program of the service brings one (`META-INF/services`). */
public interface OfflineDoctor {

    /**
     * Looks.
     *
     * @param settings `--key=value`, as the service is given them
     * @param checks names of those that are wanted; none for all
     * @return what the API would answer: JSON
     * @throws IllegalArgumentException a name is unknown; the message names those that there are
     */
    String examine(List<String> settings, Collection<String> checks);
}
