package dev.caravan.config;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Refuses keys that nobody reads. A list is replaced as a whole: what an element of the replaced one had, and the new one has not,
 * is read by nobody either, and yet no mistake.
 */
final class UnknownKeys extends NoUnboundElementsBindHandler {

    UnknownKeys() {
        super(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
    }

    @Override
    public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result)
            throws Exception {
        try {
            super.onFinish(name, target, context, result);
        } catch (UnboundConfigurationPropertiesException e) {
            for (ConfigurationProperty unread : e.getUnboundProperties()) {
                refuseUnlessKnown(unread);
            }
        }
    }

    private static void refuseUnlessKnown(ConfigurationProperty unread) {
        String key = unread.getName().toString();
        if (!KnownKeys.isOfAnElement(key)) {
            throw InvalidSettingException.unknownKey(key, unread.getValue(), KnownKeys.near(key));
        }
    }
}
