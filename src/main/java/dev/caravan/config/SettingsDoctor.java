package dev.caravan.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.api.ApiJson;
import dev.caravan.api.doctor.DiagnosisView;
import dev.caravan.cli.remote.OfflineDoctor;
import dev.caravan.doctor.Diagnosis;
import dev.caravan.doctor.Doctor;
import dev.caravan.doctor.Findings;
import dev.caravan.setting.InvalidSettingException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Reads the settings as the service does, and looks by them; nothing else of the service is started. */
public final class SettingsDoctor implements OfflineDoctor {
    /** What is found is told in the answer alone. */
    private static final List<String> QUIET = List.of("--logging.threshold.console=off");

    @Override
    public String examine(List<String> settings, Collection<String> checks) {
        SpringApplication application = new SpringApplication(OfflineBeans.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        String[] arguments = Stream.concat(settings.stream(), QUIET.stream()).toArray(String[]::new);
        ConfigurableApplicationContext context;
        try {
            context = application.run(arguments);
        } catch (RuntimeException e) {
            return json(refused(e));
        }
        try (context) {
            return json(examine(context.getBean(Doctor.class), checks));
        }
    }

    private static Diagnosis examine(Doctor doctor, Collection<String> checks) {
        Collection<String> unknown = new TreeSet<>(checks);
        unknown.removeAll(doctor.names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(unknown + " is no check; there are " + doctor.names());
        }
        return doctor.examine(checks);
    }

    /** Without settings nothing else can be looked at. */
    private static Diagnosis refused(RuntimeException fault) {
        String reason = causes(fault)
                .filter(InvalidSettingException.class::isInstance)
                .findFirst()
                .or(() -> causes(fault).reduce((outer, inner) -> inner))
                .map(Throwable::getMessage)
                .orElseGet(fault::toString);
        return new Diagnosis(new Findings("settings")
                .failed(
                        "",
                        reason,
                        "correct what the message names; docs/configuration.md describes each key. Nothing else can be looked at before")
                .all());
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }

    private static String json(Diagnosis diagnosis) {
        try {
            return ApiJson.writer().writeValueAsString(DiagnosisView.of(diagnosis));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a diagnosis that is no JSON", e);
        }
    }
}
