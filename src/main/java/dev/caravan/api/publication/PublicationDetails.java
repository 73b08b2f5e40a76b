package dev.caravan.api.publication;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ObjectNames;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what is published where. */
public class PublicationDetails {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    /** Of datasets that another target has, before a page is answered all the same. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final PublicationStore store;
    private final PublishSettings settings;

    public PublicationDetails(PublicationStore store, PublishSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** `GET /publications`. */
    public PublicationListView list(ApiRequest request) {
        request.allowParameters("dataset", "target", "limit", "cursor");
        Optional<String> target = request.parameter("target").map(name -> requireTarget(settings, name));
        Optional<String> dataset =
                request.parameter("dataset").map(key -> Field.text("dataset", key, ObjectNames.LONGEST_KEY));
        if (dataset.isPresent()) {
            return new PublicationListView(of(dataset.get(), target), null);
        }
        String after = request.parameter("cursor").map(DatasetCursor::parse).orElse("");
        return page(after, (int) request.number("limit", 1, MOST, USUAL_LIMIT), target);
    }

    private PublicationListView page(String after, int limit, Optional<String> target) {
        List<PublicationView> items = new ArrayList<>();
        String last = after;
        for (int looked = 0; looked < MOST_LOOKED_AT; ) {
            List<String> datasets = store.datasets(last, limit);
            for (String dataset : datasets) {
                items.addAll(of(dataset, target));
                last = dataset;
                looked++;
                if (items.size() >= limit) {
                    return new PublicationListView(items, DatasetCursor.of(last));
                }
            }
            if (datasets.size() < limit) {
                return new PublicationListView(items, null);
            }
        }
        return new PublicationListView(items, DatasetCursor.of(last));
    }

    private List<PublicationView> of(String dataset, Optional<String> target) {
        return store.find(dataset).stream()
                .filter(publication -> target.map(publication.target()::equals).orElse(true))
                .map(publication -> PublicationView.of(dataset, publication))
                .toList();
    }

    /** @throws BadRequestException there is no such target */
    static String requireTarget(PublishSettings settings, @Nullable String name) {
        List<String> names =
                settings.targets().stream().map(TargetSettings::name).toList();
        if (name == null || !names.contains(name)) {
            throw new BadRequestException("target", name, "one of " + names);
        }
        return name;
    }
}
