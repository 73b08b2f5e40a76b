package dev.caravan.config;

import dev.caravan.api.Role;
import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/** Reads `caravan.*` into {@link CaravanSettings}; a key that nobody knows or a value that cannot work is refused in one line. */
final class SettingsReader {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("caravan");
    private static final Map<Class<?>, String> KINDS = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            double.class, "a number",
            boolean.class, "true or false",
            Duration.class, "a duration, for instance 500ms, 60s, 10m or 12h",
            DataSize.class, "a size, for instance 64MB",
            Role.class, "viewer or operator");

    private SettingsReader() {}

    static CaravanSettings read(ConfigurableEnvironment environment) {
        refuseUnknownKeys(environment);
        try {
            return Binder.get(environment).bindOrCreate("caravan", Bindable.of(CaravanSettings.class));
        } catch (BindException e) {
            throw explain(e);
        }
    }

    /**
     * Spring's own strict binding takes the nested keys of a list that another source replaces for unknown. As there, the
     * environment is not looked at: it is not ours alone.
     */
    private static void refuseUnknownKeys(ConfigurableEnvironment environment) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    && new UnboundElementsSourceFilter().apply(source)) {
                names.stream().filter(ROOT::isAncestorOf).forEach(name -> requireKnown(source, name));
            }
        }
    }

    private static void requireKnown(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        String key = name.toString();
        ConfigurationProperty property = source.getConfigurationProperty(name);
        boolean empty = property == null || property.getValue().toString().isEmpty();
        if (!KnownKeys.allows(key) && !(empty && KnownKeys.isBlock(key))) {
            throw InvalidSettingException.unknownKey(key, place(property), KnownKeys.near(key));
        }
    }

    private static InvalidSettingException explain(BindException e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
        }
        ConfigurationProperty property = e.getProperty();
        String allowed = allowed(e.getTarget().getType().resolve(Object.class));
        return property == null
                ? new InvalidSettingException(e.getName().toString(), null, allowed)
                : new InvalidSettingException(
                        property.getName().toString(), property.getValue(), allowed + place(property));
    }

    private static String allowed(Class<?> type) {
        return KINDS.getOrDefault(type, type.isEnum() ? oneOf(type) : "a " + type.getSimpleName());
    }

    private static String oneOf(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    private static String place(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "" : " (set in " + property.getOrigin() + ")";
    }

    private static Iterable<Throwable> causes(Throwable first) {
        return Stream.iterate(first, cause -> cause != null, Throwable::getCause)::iterator;
    }
}
