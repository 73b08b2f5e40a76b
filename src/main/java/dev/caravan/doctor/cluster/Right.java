package dev.caravan.doctor.cluster;

/**
 * One thing that is done in the cluster.
 *
 * @param group of the API; '' for the core
 * @param resource in the plural, as in a Role
 * @param subresource such as `log`; '' for the resource itself
 * @param verb such as `create`
 */
public record Right(String group, String resource, String subresource, String verb) {

    /** As a Role names it: `pods/log`. */
    public String path() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
