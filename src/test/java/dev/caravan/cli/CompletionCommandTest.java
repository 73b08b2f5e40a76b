package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that bash gets, given to bash. */
class CompletionCommandTest {
    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void theScript() throws Exception {
        StringWriter out = new StringWriter();
        int exit = Commands.whole().setOut(new PrintWriter(out)).execute("completion");
        assertThat(exit).isZero();
        script = Files.writeString(directory.resolve("caravan.bash"), out.toString());
    }

    @Test
    void itIsValid() throws Exception {
        assertThat(bash("bash -n " + script)).isEmpty();
    }

    @Test
    void itCompletesCommands() throws Exception {
        assertThat(completed("caravan", "re")).containsExactlyInAnyOrder("reprocess", "restore", "report", "rebuild");
        assertThat(completed("caravan", "conv")).containsExactly("convert");
        assertThat(completed("caravan", "job", "w")).containsExactly("watch");
    }

    @Test
    void itCompletesOptionsAndValues() throws Exception {
        assertThat(completed("caravan", "jobs", "--sta")).containsExactlyInAnyOrder("--state", "--stage", "--stale");
        assertThat(completed("caravan", "jobs", "--state", "F")).containsExactly("FAILED");
        assertThat(completed("caravan", "workers", "dr")).contains("drain");
    }

    /** What bash offers for the last word; `compopt` is only there while somebody types. */
    private List<String> completed(String... words) throws Exception {
        String line = String.join(" ", words);
        return bash("compopt() { :; }; source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD="
                        + (words.length - 1)
                        + "; COMP_LINE='" + line
                        + "'; COMP_POINT=" + line.length()
                        + "; _complete_caravan caravan; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String bash(String command) throws Exception {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
