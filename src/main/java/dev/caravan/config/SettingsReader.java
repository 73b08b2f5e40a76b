package dev.caravan.config;

import dev.caravan.setting.InvalidSettingException;
import java.util.Optional;
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

/** Reads `caravan.*` into {@link CaravanSettings}; a key that nobody knows or a value that cannot work is refused in one line. */
final class SettingsReader {

    private SettingsReader() {}

    static CaravanSettings read(ConfigurableEnvironment environment) {
        BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        try {
            return bind(Binder.get(environment, strict));
        } catch (BindException e) {
            if (!onlyReplaced(e)) {
                throw explain(e);
            }
            return readReplaced(environment);
        }
    }

    private static CaravanSettings readReplaced(ConfigurableEnvironment environment) {
        try {
            return bind(Binder.get(environment));
        } catch (BindException e) {
            throw explain(e);
        }
    }

    private static CaravanSettings bind(Binder binder) {
        return binder.bindOrCreate("caravan", Bindable.of(CaravanSettings.class));
    }

    private static boolean onlyReplaced(BindException e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return mistaken(unbound).isEmpty();
            }
        }
        return false;
    }

    /**
     * The first key that nobody knows. A good key is not used, either, when another file replaces its list as a whole: the new
     * item leaves `include` out, the default file's item has it.
     */
    private static Optional<ConfigurationProperty> mistaken(UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream()
                .filter(property -> !KnownKeys.isOfList(property.getName().toString()))
                .findFirst();
    }

    private static InvalidSettingException explain(BindException e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof InvalidSettingException invalid) {
                return invalid;
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown(mistaken(unknown).orElseThrow());
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

    private static InvalidSettingException unknown(ConfigurationProperty property) {
        return InvalidSettingException.unknownKey(
                property.getName().toString(),
                property.getValue(),
                KnownKeys.near(property.getName().toString()));
    }

    private static String place(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (set in " + property.getOrigin() + ")";
    }

    private static Iterable<Throwable> causes(Throwable first) {
        return Stream.iterate(first, cause -> cause != null, Throwable::getCause)::iterator;
    }
}
