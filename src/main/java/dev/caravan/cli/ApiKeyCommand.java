package dev.caravan.cli;

import dev.caravan.api.ApiKey;
import dev.caravan.api.KeySettings;
import dev.caravan.api.Role;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a key for the API. */
@Command(
        name = "api-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a key with which a program may call the API.",
            "",
            "It is printed once, with the lines for application.yaml, which have its hash only: nobody can find the key again.",
            ""
        })
public final class ApiKeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--name",
            defaultValue = "program",
            description = "What logs call its owner. Default: ${DEFAULT-VALUE}")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "viewer|operator",
            defaultValue = "viewer",
            converter = RoleName.class,
            description = "viewer: may read; operator: may do everything. Default: ${DEFAULT-VALUE}")
    private Role role;

    @Override
    public Integer call() {
        Secret key = ApiKey.random();
        KeySettings settings = settings(ApiKey.hash(key));
        PrintWriter out = spec.commandLine().getOut();
        out.println(key.reveal());
        out.println();
        out.print(block(settings));
        out.flush();
        return ExitCode.DONE;
    }

    /** @throws ParameterException when the name is none */
    private KeySettings settings(String hash) {
        try {
            return new KeySettings(name, role, new Secret(hash));
        } catch (InvalidSettingException e) {
            throw new ParameterException(spec.commandLine(), "--name: " + e.getMessage(), e);
        }
    }

    private static String block(KeySettings key) {
        return """
                caravan:
                  api:
                    keys:
                      - name: "%s"
                        role: %s
                        hash: %s
                """.formatted(key.name(), key.role().word(), key.hash().reveal());
    }

    private static final class RoleName implements ITypeConverter<Role> {

        @Override
        public Role convert(String word) {
            try {
                return Role.valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + word + "' is no role, expected viewer or operator");
            }
        }
    }
}
