package dev.caravan.doctor.cluster;

import java.util.List;
import java.util.stream.Stream;

/** What is done in the cluster by each way to convert there. */
public final class Rights {
    /** Jobs of our own, their pods, why these do not start, and who of several instances looks after them. */
    public static final List<Right> KUBERNETES = Stream.of(
                    of("batch", "jobs", "", "create", "get", "list", "watch", "delete"),
                    of("", "pods", "", "list", "watch"),
                    of("", "pods", "log", "get"),
                    of("", "events", "", "list"),
                    of("coordination.k8s.io", "leases", "", "create", "get", "patch"))
            .flatMap(rights -> rights)
            .toList();

    /** Workflows in place of jobs. */
    public static final List<Right> ARGO = Stream.of(
                    of("argoproj.io", "workflows", "", "create", "get", "list", "watch", "delete"),
                    of("argoproj.io", "workflowtemplates", "", "get"),
                    of("", "pods", "", "list", "watch"),
                    of("", "pods", "log", "get"),
                    of("", "events", "", "list"),
                    of("coordination.k8s.io", "leases", "", "create", "get", "patch"))
            .flatMap(rights -> rights)
            .toList();

    private Rights() {}

    private static Stream<Right> of(String group, String resource, String subresource, String... verbs) {
        return Stream.of(verbs).map(verb -> new Right(group, resource, subresource, verb));
    }
}
