package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Role that is shipped for a service that works in a cluster. */
public final class ShippedRole {
    private static final Path FILE = Path.of("deploy/kustomize/overlays/cluster-jobs/role.yaml");

    private ShippedRole() {}

    public static JsonNode rules() throws IOException {
        return new YAMLMapper()
                .readTree(Files.readString(FILE).split("\n---\n")[0])
                .path("rules");
    }
}
