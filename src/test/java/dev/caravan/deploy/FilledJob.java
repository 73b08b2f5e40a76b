package dev.caravan.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.s3.PublishSettings;
import dev.caravan.stage.convert.ConversionNeeds;
import dev.caravan.stage.convert.ConvertSettings;
import dev.caravan.stage.publish.UploadNeeds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The Job that the service would order for an example, by the settings in a file. */
final class FilledJob {

    private FilledJob() {}

    /** @param settings an application.yaml */
    static Manifests by(Path settings) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource(settings))
                .forEach(environment.getPropertySources()::addFirst);
        Binder binder = Binder.get(environment);
        ConvertSettings convert = binder.bindOrCreate("caravan.convert", ConvertSettings.class);
        ClusterSettings cluster = binder.bindOrCreate("caravan.kubernetes", ClusterSettings.class);
        List<HasMetadata> all =
                environment.getProperty("caravan.publish.runner", "").equals("kubernetes")
                        ? new UploadNeeds(publish(binder), cluster, () -> "maps").manifests()
                        : new ConversionNeeds(convert, cluster, () -> "maps").manifests();
        return new Manifests(all.stream()
                .map(each -> (JsonNode) Serialization.jsonMapper().valueToTree(each))
                .toList());
    }

    private static PublishSettings publish(Binder binder) {
        return binder.bindOrCreate("caravan.publish", PublishSettings.class);
    }
}
