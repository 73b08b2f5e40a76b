package dev.caravan.cli.remote;

import dev.caravan.setting.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which service a command speaks to, and how. */
final class ServiceOptions {
    private static final String USUAL_ADDRESS = "http://127.0.0.1:8080";

    private final Surroundings surroundings;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the service. Default: the variable CARAVAN_URL, or " + USUAL_ADDRESS + ".")
    private @Nullable String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the API key. Default: the key in the variable CARAVAN_API_KEY, if any.")
    private @Nullable Path keyFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Span.Converter.class,
            description = "Longest wait for an answer, such as 10s or 5m. Default: 30s; for scan 1h.")
    private @Nullable Span timeout;

    /** For picocli. */
    ServiceOptions() {
        this(Surroundings.real());
    }

    ServiceOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** @param usualTimeout where none was given */
    Service service(Duration usualTimeout) {
        Duration patience = timeout == null ? usualTimeout : timeout.time();
        return new Service(new Transport(address(), key(), patience, surroundings.pause()));
    }

    private String address() {
        String given = url != null ? url : surroundings.variable("CARAVAN_URL");
        String address = given == null ? USUAL_ADDRESS : given.strip();
        String where = url != null ? "--url" : "CARAVAN_URL";
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw wrong(where + " is no address, expected such as " + USUAL_ADDRESS);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(where + " is '" + withoutSecret(address) + "', expected such as " + USUAL_ADDRESS);
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(where + " must not hold a user or a password; the key is given with --key-file");
        }
        return address.replaceAll("/+$", "");
    }

    private static String withoutSecret(String address) {
        return address.replaceAll("//[^/]*@", "//***@");
    }

    private Secret key() {
        String key = keyFile == null ? surroundings.variable("CARAVAN_API_KEY") : firstLine(keyFile);
        if (key == null) {
            return Secret.NONE;
        }
        String place = keyFile == null ? "CARAVAN_API_KEY" : "--key-file " + keyFile;
        String stripped = key.strip();
        if (!stripped.matches("[!-~]{1,4096}")) {
            throw wrong(place + " holds no key: expected one line of printable ASCII without blanks");
        }
        return new Secret(stripped);
    }

    private String firstLine(Path file) {
        Path absolute = surroundings.directory().resolve(file);
        try (var lines = Files.newBufferedReader(absolute)) {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (MalformedInputException e) {
            return "";
        } catch (IOException e) {
            throw wrong("--key-file " + file + " cannot be read: " + e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
