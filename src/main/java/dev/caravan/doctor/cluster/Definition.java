package dev.caravan.doctor.cluster;

/**
 * A kind that somebody has to have installed.
 *
 * @param group such as `argoproj.io`
 * @param version such as `v1alpha1`
 * @param resource in the plural
 * @param installer what brings it, such as Argo Workflows
 */
public record Definition(String group, String version, String resource, String installer) {

    String groupVersion() {
        return group + "/" + version;
    }
}
