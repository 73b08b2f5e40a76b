package dev.caravan.stage.archive;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Beans of this room with the default settings, for tests of others. */
public final class UsualBackups {
    private UsualBackups() {}

    public static Backups backups() {
        return new Backups(settings());
    }

    /** The default settings have no completed directory. */
    public static CompletedSources completed() {
        return new CompletedSources(settings());
    }

    private static ArchiveSettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("caravan.archive", ArchiveSettings.class);
    }
}
