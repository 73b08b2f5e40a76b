package dev.caravan.doctor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What several stages need together.
 *
 * @param all at least one; they work in the same namespace
 */
public record AllNeeds(List<ClusterNeeds> all) implements ClusterNeeds {

    public AllNeeds {
        all = List.copyOf(all);
    }

    @Override
    public String namespace() {
        return all.get(0).namespace();
    }

    @Override
    public List<Right> rights() {
        return each(ClusterNeeds::rights);
    }

    @Override
    public List<Definition> definitions() {
        return each(ClusterNeeds::definitions);
    }

    @Override
    public List<String> workflowTemplates() {
        return each(ClusterNeeds::workflowTemplates);
    }

    @Override
    public List<Claim> claims() {
        return each(ClusterNeeds::claims);
    }

    @Override
    public List<HasMetadata> manifests() {
        return each(ClusterNeeds::manifests);
    }

    @Override
    public List<String> pullSecrets() {
        return each(ClusterNeeds::pullSecrets);
    }

    @Override
    public List<String> secrets() {
        return each(ClusterNeeds::secrets);
    }

    @Override
    public List<String> localQueues() {
        return each(ClusterNeeds::localQueues);
    }

    @Override
    public List<String> priorityClasses() {
        return each(ClusterNeeds::priorityClasses);
    }

    private <T> List<T> each(Function<ClusterNeeds, ? extends Collection<T>> needs) {
        return all.stream().flatMap(one -> needs.apply(one).stream()).distinct().toList();
    }
}
