package dev.caravan.api.viewer;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.api.ConflictException;
import dev.caravan.file.FileStore;
import dev.caravan.history.NewOperation;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.viewer.Examination;
import dev.caravan.viewer.Viewers;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at publications when somebody wants it. */
public class ViewerCalls {
    private final PublishedDatasets datasets;
    private final Viewers viewers;

    public ViewerCalls(FileStore files, PublicationStore store, PublishSettings targets, Viewers viewers) {
        this.datasets = new PublishedDatasets(files, store, targets);
        this.viewers = viewers;
    }

    /** `POST /publications/check`. */
    public CheckResult check(ApiRequest request) throws InterruptedIOException {
        request.allowParameters();
        CheckBody body = Bodies.read(request, CheckBody.class);
        @Nullable String target = PublishedDatasets.target(body.target());
        String dataset = datasets.key(body.dataset(), body.path());
        List<Publication> viewed = datasets.publications(dataset, target).stream()
                .filter(Viewers::concerns)
                .toList();
        if (viewed.isEmpty()) {
            throw new ConflictException(
                    "the dataset '" + dataset + "' is neither an octree nor a GeoZarr, so no viewer shows it");
        }
        List<Examination> items = new ArrayList<>();
        for (Publication publication : viewed) {
            NewOperation rules = NewOperation.on(datasets.historyTarget(dataset), Viewers.RULES)
                    .by(request.caller().name());
            items.add(viewers.examine(dataset, publication, rules));
        }
        return CheckResult.of(dataset, items);
    }
}
