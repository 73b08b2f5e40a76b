package dev.caravan.api.viewer;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Access;
import dev.caravan.s3.PublishSettings;
import dev.caravan.viewer.Link;
import dev.caravan.viewer.LinkSettings;
import dev.caravan.viewer.Links;
import dev.caravan.viewer.Passes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Makes links, and ends them. Who did is in the history; the links are not. */
public class LinkCalls {
    private final PublishedDatasets datasets;
    private final Links links;
    private final Passes passes;
    private final PublishSettings targets;
    private final LinkSettings settings;
    private final History history;
    private final Path data;

    /** @param data the directory that the history names as what all links were revoked of */
    public LinkCalls(
            FileStore files,
            PublicationStore store,
            Links links,
            Passes passes,
            PublishSettings targets,
            LinkSettings settings,
            History history,
            Path data) {
        this.datasets = new PublishedDatasets(files, store, targets);
        this.links = links;
        this.passes = passes;
        this.targets = targets;
        this.settings = settings;
        this.history = history;
        this.data = data;
    }

    /** `POST /links`. */
    public Link make(ApiRequest request) throws IOException {
        request.allowParameters();
        LinkBody body = Bodies.read(request, LinkBody.class);
        Duration lifetime = lifetime(body.lifetime());
        @Nullable String target = PublishedDatasets.target(body.target());
        String dataset = datasets.key(body.dataset(), body.path());
        Publication publication = choose(datasets.publications(dataset, target));
        Link link = links.make(dataset, publication, lifetime);
        history.append(NewOperation.on(datasets.historyTarget(dataset), "link")
                .by(request.caller().name())
                .noting("dataset", dataset)
                .noting("target", publication.target())
                .noting("expires", link.expires().toString()));
        return link;
    }

    /** `POST /links/revoke`: all that were made so far. */
    public RevokeResult revoke(ApiRequest request) {
        request.allowParameters();
        Bodies.none(request);
        passes.revoke();
        history.append(NewOperation.on(data.toString(), "revoke-links")
                .by(request.caller().name()));
        return new RevokeResult(Clock.systemUTC().instant());
    }

    private Publication choose(List<Publication> publications) {
        return publications.stream()
                .filter(publication -> targets.target(publication.target()).access() == Access.PRIVATE)
                .findFirst()
                .orElse(publications.get(0));
    }

    private Duration lifetime(@Nullable String text) {
        if (text == null) {
            return settings.lifetime();
        }
        String allowed = "a time such as 90m, 2h or 1d, from 1m to "
                + DurationStyle.SIMPLE.print(settings.longest(), ChronoUnit.MINUTES);
        try {
            Duration lifetime = DurationStyle.SIMPLE.parse(text);
            if (settings.allows(lifetime)) {
                return lifetime;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BadRequestException("lifetime", text, allowed);
        }
        throw new BadRequestException("lifetime", text, allowed);
    }
}
