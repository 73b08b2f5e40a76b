package dev.caravan.component;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** Which stages this instance works at. */
public final class ServedStages {
    private final CamelContext camel;

    public ServedStages(CamelContext camel) {
        this.camel = camel;
    }

    /** Ids of the routes that take the stage's jobs, whether they run or not. */
    public List<String> routes(String stage) {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof JobsEndpoint jobs
                        && jobs.getStage().equals(stage))
                .map(Route::getRouteId)
                .toList();
    }

    /** Whether one of them runs. */
    public boolean serves(String stage) {
        return routes(stage).stream()
                .anyMatch(route -> camel.getRouteController().getRouteStatus(route) == ServiceStatus.Started);
    }
}
