package dev.caravan.config;

import dev.caravan.setting.InvalidSettingException;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads `caravan.*` into {@link CaravanSettings}; a key that nobody knows or a value that cannot work is refused in one line. */
final class SettingsReader {

    private SettingsReader() {}

    static CaravanSettings read(ConfigurableEnvironment environment) {
        try {
            return Binder.get(environment, new UnknownKeys())
                    .bindOrCreate("caravan", Bindable.of(CaravanSettings.class));
        } catch (BindException e) {
            throw explain(e);
        }
    }

    private static InvalidSettingException explain(BindException e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
        }
        ConfigurationProperty property = e.getProperty();
        Class<?> type = e.getTarget().getType().resolve(Object.class);
        return property == null
                ? new InvalidSettingException(e.getName().toString(), null, "a " + type.getSimpleName())
                : new InvalidSettingException(
                        property.getName().toString(),
                        property.getValue(),
                        "a " + type.getSimpleName() + place(property));
    }

    private static String place(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (set in " + property.getOrigin() + ")";
    }

    private static Iterable<Throwable> causes(Throwable first) {
        return Stream.iterate(first, cause -> cause != null, Throwable::getCause)::iterator;
    }
}
