package dev.caravan.config;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/** Reads `caravan.*` into {@link CaravanSettings}; a key that nobody knows or a value that cannot work is refused in one line. */
final class SettingsReader {
    private static final Map<Class<?>, String> KINDS = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            double.class, "a number",
            boolean.class, "true or false",
            Duration.class, "a duration, for instance 500ms, 60s, 10m or 12h",
            DataSize.class, "a size, for instance 64MB");

    private SettingsReader() {}

    static CaravanSettings read(ConfigurableEnvironment environment) {
        BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        try {
            return Binder.get(environment, strict).bindOrCreate("caravan", Bindable.of(CaravanSettings.class));
        } catch (BindException e) {
            throw explain(e);
        }
    }

    private static InvalidSettingException explain(BindException e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown(unknown.getUnboundProperties().iterator().next());
            }
        }
        ConfigurationProperty property = e.getProperty();
        String allowed = allowed(e.getTarget().getType().resolve(Object.class));
        return property == null
                ? new InvalidSettingException(e.getName().toString(), null, allowed)
                : new InvalidSettingException(
                        property.getName().toString(), property.getValue(), allowed + place(property));
    }

    private static InvalidSettingException unknown(ConfigurationProperty property) {
        String key = property.getName().toString();
        return InvalidSettingException.unknownKey(key, place(property), KnownKeys.near(key));
    }

    private static String allowed(Class<?> type) {
        return KINDS.getOrDefault(type, "a " + type.getSimpleName());
    }

    private static String place(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (set in " + property.getOrigin() + ")";
    }

    private static Iterable<Throwable> causes(Throwable first) {
        return Stream.iterate(first, cause -> cause != null, Throwable::getCause)::iterator;
    }
}
