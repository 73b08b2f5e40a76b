package dev.caravan.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code caravan doctor} */
@Command(
        name = "doctor",
        description = {
            "Looks whether everything is as the service needs it: settings, Redis, targets, sources, directories, the converter, "
                    + "the machine, the API, the cluster. With what is wrong stands what can be done about it.",
            "With --offline no service has to run: it is looked from here, by the settings that the service would start with, "
                    + "which may be given as --key=value as well."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan doctor",
            "  caravan doctor --check redis --check targets",
            "  caravan doctor --offline && bin/caravan",
            "  caravan doctor --offline --strict --caravan.data=/var/lib/caravan"
        },
        exitCodeList = {
            "0:nothing has failed",
            "1:a check has failed; with --strict: or has warned",
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            "5:the service cannot be reached, or is in trouble; --offline looks without it",
            RemoteExit.INTERRUPTED_TEXT
        })
final class DoctorCommand extends RemoteCommand {
    /** Checks that hang are waited for for a part of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(
            names = "--check",
            paramLabel = "NAME",
            description =
                    "Only this one, or these: settings, redis, targets, sources, directories, converter, machine, api, cluster.")
    private List<String> checks = new ArrayList<>();

    @Option(names = "--strict", description = "Warnings fail as well.")
    private boolean strict;

    @Option(names = "--offline", description = "Look from here, without a service.")
    private boolean offline;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        refuseUnknownWords();
        JsonNode diagnosis = offline ? offline() : asked(service);
        json.print(diagnosis, screen, () -> DiagnosisWords.print(diagnosis, screen));
        boolean bad = diagnosis.path("failed").asLong() > 0
                || (strict && diagnosis.path("warnings").asLong() > 0);
        return bad ? RemoteExit.FAILED : RemoteExit.DONE;
    }

    @Override
    Duration usualTimeout() {
        return PATIENCE;
    }

    private void refuseUnknownWords() {
        for (String word : settings) {
            if (!offline || !word.startsWith("--") || !word.contains("=")) {
                throw wrong("Unknown option: '" + word + "'"
                        + (word.contains("=") ? "; settings (--key=value) belong to --offline" : ""));
            }
        }
    }

    private JsonNode asked(Service service) {
        try {
            return service.get("/doctor", new Query().with("check", checks));
        } catch (RemoteException e) {
            if (e.exit() != RemoteExit.UNREACHABLE) {
                throw e;
            }
            throw new RemoteException(
                    RemoteExit.UNREACHABLE, e.getMessage() + " (caravan doctor --offline looks without a service)");
        }
    }

    private JsonNode offline() {
        OfflineDoctor doctor = ServiceLoader.load(OfflineDoctor.class)
                .findFirst()
                .orElseThrow(
                        () -> new RemoteException(
                                RemoteExit.FAILED,
                                "--offline needs the program of the service: call it by bin/caravan, or java -jar caravan.jar"));
        try {
            return new JsonMapper().readTree(doctor.examine(settings, checks));
        } catch (IllegalArgumentException e) {
            throw wrong("--check: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON was made", e);
        }
    }
}
