package dev.caravan.stage.convert;

import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.WorkflowParameters;
import dev.caravan.doctor.cluster.Claim;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.doctor.cluster.Definition;
import dev.caravan.doctor.cluster.Right;
import dev.caravan.doctor.cluster.Rights;
import dev.caravan.geozarr.GeoZarrSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.Supplier;

/**
 * What conversions by Workflows of Argo need in the cluster. Claims are those of the WorkflowTemplates that come with Caravan.
 *
 * @param namespace in which the Workflows are made
 * @param template name of the WorkflowTemplate
 * @param claims that the template mounts
 * @param manifests what would be submitted for an example; may be empty
 */
public record ArgoNeeds(String namespace, String template, List<Claim> claims, List<HasMetadata> manifests)
        implements ClusterNeeds {
    private static final List<String> SHARED = List.of("ReadWriteMany", "ReadWriteOnce");

    /** Of `caravan.convert.runner: argo`. */
    public static ClusterNeeds of(ConvertSettings settings, ClusterSettings cluster, Supplier<String> namespace) {
        WorkflowOrders orders = new WorkflowOrders(settings);
        HasMetadata example =
                orders.template().fill(orders.example(), namespace.get(), new ClusterLabels(cluster.instance()));
        Claim sources = new Claim(
                orders.parameters().get("sources-claim"),
                WorkflowOrders.KEY + ".parameters.sources-claim",
                List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce"));
        return new ArgoNeeds(
                namespace.get(),
                orders.template().name(),
                List.of(sources, work(WorkflowOrders.KEY, orders.parameters())),
                List.of(example));
    }

    /** Of `caravan.geozarr.runner: argo`. */
    public static ClusterNeeds of(GeoZarrSettings settings, Supplier<String> namespace) {
        WorkflowParameters parameters = WorkflowParameters.of(GeoZarrArgo.KEY, settings.argo(), List.of());
        return new ArgoNeeds(
                namespace.get(),
                GeoZarrArgo.template(settings.argo()).name(),
                List.of(work(GeoZarrArgo.KEY, parameters)),
                List.of());
    }

    private static Claim work(String key, WorkflowParameters parameters) {
        return new Claim(parameters.get("work-claim"), key + ".parameters.work-claim", SHARED);
    }

    @Override
    public List<Right> rights() {
        return Rights.ARGO;
    }

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition("argoproj.io", "v1alpha1", "workflows", "Argo Workflows"),
                new Definition("argoproj.io", "v1alpha1", "workflowtemplates", "Argo Workflows"));
    }

    @Override
    public List<String> workflowTemplates() {
        return List.of(template);
    }
}
