package dev.caravan.config;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Reads the settings before any bean is made, so that a mistake is the first and only thing one sees. */
public class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        CaravanSettings settings = SettingsReader.read(context.getEnvironment());
        ListenRule.check(context.getEnvironment(), settings.api());
        context.getBeanFactory().registerSingleton("settings", settings);
    }
}
