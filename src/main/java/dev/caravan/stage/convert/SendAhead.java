package dev.caravan.stage.convert;

import dev.caravan.dataset.Dataset;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.send.AheadOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The combined Job: who has converted sends the octree as well, ahead of the stage that publishes it, which then finds it there. To targets
 * that keep versions nothing is sent ahead: the name of a version is known only when the octree has been proven.
 */
public final class SendAhead {
    /** Nothing is sent ahead. */
    public static final SendAhead NOTHING = new SendAhead(Map.of(), null);

    private final Map<TargetSettings, TargetKeys> targets;
    private final @Nullable PublishSettings settings;

    private SendAhead(Map<TargetSettings, TargetKeys> targets, @Nullable PublishSettings settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /** As the settings have it. */
    public static SendAhead of(KubernetesSettings kubernetes, PublishSettings settings) {
        if (!kubernetes.sendAhead()) {
            return NOTHING;
        }
        return new SendAhead(
                settings.targets().stream()
                        .filter(target -> target.layout() == Layout.PLAIN && !target.embedded())
                        .collect(Collectors.toMap(target -> target, TargetKeys::of)),
                settings);
    }

    /** The orders' files of a dataset, which are to be in this directory. */
    List<Path> files(Dataset dataset, Path directory) {
        return takers(dataset).stream().map(target -> file(directory, target)).toList();
    }

    void write(Dataset dataset, Path directory) throws IOException {
        for (TargetSettings target : takers(dataset)) {
            AheadOrder.of(Objects.requireNonNull(settings), target, dataset.key())
                    .write(file(directory, target));
        }
    }

    private List<TargetSettings> takers(Dataset dataset) {
        return targets.entrySet().stream()
                .filter(target -> target.getValue().take(dataset.key()))
                .map(Map.Entry::getKey)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static Path file(Path directory, TargetSettings target) {
        return directory.resolve("ahead-" + target.name() + ".json");
    }
}
