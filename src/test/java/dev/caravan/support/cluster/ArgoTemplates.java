package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The WorkflowTemplates that are shipped. */
public final class ArgoTemplates {
    private ArgoTemplates() {}

    /** @param name `potree` or `geozarr` */
    public static ObjectNode shipped(String name) throws IOException {
        return (ObjectNode) new YAMLMapper()
                .readTree(Path.of("deploy/argo", name + "-convert-workflowtemplate.yaml")
                        .toFile());
    }
}
