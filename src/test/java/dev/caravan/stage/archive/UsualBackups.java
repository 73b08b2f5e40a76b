package dev.caravan.stage.archive;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The bean `backups` with the default settings, for tests whose route `begin` needs it to start. */
public final class UsualBackups {
    private UsualBackups() {}

    public static Backups backups() {
        return new Backups(new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("caravan.archive", ArchiveSettings.class));
    }
}
