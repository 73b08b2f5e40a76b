package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import dev.caravan.publication.Viewing;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people are told of a dataset that is published, and yet not as it should be. */
public final class Verdict {

    private Verdict() {}

    /** Null when nothing is wrong, or nobody has looked; without a full stop. */
    public static @Nullable String of(Collection<Publication> publications) {
        String faults = publications.stream()
                .filter(publication ->
                        publication.viewing() != null && !publication.viewing().ok())
                .map(publication -> sentence(publication.target(), publication.viewing()))
                .collect(Collectors.joining("; "));
        return faults.isEmpty() ? null : faults;
    }

    private static String sentence(String target, Viewing viewing) {
        boolean open = viewing.findings().startsWith(PrivateCheck.NAME + ":");
        return "published to " + target + ", but " + (open ? "everybody can read it: " : "a browser cannot show it: ")
                + viewing.findings();
    }
}
