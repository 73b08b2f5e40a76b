package dev.caravan.why;

import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Speaks of a dataset that no required target takes, so that it ends without being published to any, or before it is. */
public final class Destinations {
    private final PublishSettings settings;
    private final PublicationStore store;

    public Destinations(PublishSettings settings, PublicationStore store) {
        this.settings = settings;
        this.store = store;
    }

    /**
     * What became of one that has come to its end.
     *
     * @param key of the dataset
     * @return empty when a required target takes it: then it is there
     */
    Optional<Answer> answer(String key, ReprocessCall again) {
        List<TargetSettings> taking = settings.targets().stream()
                .filter(target -> TargetKeys.of(target).take(key))
                .toList();
        if (taking.stream().anyMatch(TargetSettings::required)) {
            return Optional.empty();
        }
        List<Publication> there = store.find(key);
        return Optional.of(taking.isEmpty() ? nowhere(key, there, again) : optional(taking, there));
    }

    private static Answer nowhere(String key, List<Publication> there, ReprocessCall again) {
        String before = there.isEmpty() ? "it is published nowhere" : "an older publication is still at " + list(there);
        return new Answer(
                FileState.UNCHANGED,
                "unchanged since it was converted; no target takes '" + key + "'"
                        + " (caravan.publish.targets[].include, exclude): " + before,
                "nothing is to be done, unless a target is to take it: then change the rule, and "
                        + again.from("publish"));
    }

    private static Answer optional(List<TargetSettings> taking, List<Publication> there) {
        List<String> lacking = taking.stream()
                .map(TargetSettings::name)
                .filter(name -> there.stream()
                        .noneMatch(publication -> publication.target().equals(name)))
                .toList();
        String where = there.isEmpty() ? "it is published nowhere yet" : "it is published at " + list(there);
        return new Answer(
                FileState.UNCHANGED,
                "unchanged since it was converted; only optional targets take it: " + where
                        + (lacking.isEmpty() ? "" : "; not yet at " + String.join(", ", lacking)),
                lacking.isEmpty()
                        ? "nothing is to be done"
                        : "GET /api/v1/jobs?type=file_upload says how far its uploads are; caravan publish --target "
                                + lacking.get(0) + " begins one anew");
    }

    private static String list(List<Publication> there) {
        return there.stream()
                .map(publication -> publication.target() + " (" + publication.address() + ")")
                .collect(Collectors.joining(", "));
    }
}
