package dev.caravan.config;

import dev.caravan.audit.Republisher;
import dev.caravan.reprocess.LatePublishing;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Asks the route `reprocess`, as the API does. */
final class RouteRepublisher implements Republisher {
    private final CamelContext camel;
    private final Supplier<LatePublishing> archives;

    RouteRepublisher(CamelContext camel, Supplier<LatePublishing> archives) {
        this.camel = camel;
        this.archives = archives;
    }

    @Override
    public Republished again(Path source, String target) {
        ReprocessItem published = archives.get().mend(source, target).orElseGet(() -> item(source, Start.PUBLISH));
        ReprocessItem item = published.job() == null ? item(source, Start.CONVERT) : published;
        return item.job() == null
                ? new Republished(false, "none: " + item.reason())
                : new Republished(true, item.action() + " by the job " + item.job() + ": " + item.reason());
    }

    private ReprocessItem item(Path target, Start start) {
        ReprocessRequest request =
                new ReprocessRequest(new Selection.OneFile(target), start, true, false, null, null, null);
        ReprocessResult result = camel.createFluentProducerTemplate()
                .withBody(request)
                .to("direct:reprocess")
                .request(ReprocessResult.class);
        return result.items().get(0);
    }
}
