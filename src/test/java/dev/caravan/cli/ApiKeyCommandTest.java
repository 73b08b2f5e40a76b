package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.api.ApiKey;
import dev.caravan.setting.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ApiKeyCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theKeyIsPrintedOnceWithTheLinesThatHaveItsHash() {
        assertThat(run("--name", "dashboard", "--role", "operator")).isZero();

        String key = out.toString().lines().findFirst().orElseThrow();
        assertThat(out.toString()).isEqualToNormalizingNewlines(key + """


                caravan:
                  api:
                    keys:
                      - name: "dashboard"
                        role: operator
                        hash: %s
                """.formatted(ApiKey.hash(new Secret(key))));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void byDefaultAKeyMayOnlyRead() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("role: viewer");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--role, king, 'king' is no role",
                "--name, a b, 'a b' is not allowed",
                "--name, anonymous, 'anonymous' is not allowed"
            })
    void aWrongWordIsNamedAndNoKeyIsMade(String option, String value, String message) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... words) {
        return new CommandLine(new ApiKeyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }
}
