package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What `--help` says of each command, word for word: it is what people and their scripts rely on. */
class HelpTest {

    @Test
    void isAsItWas() throws Exception {
        assertThat(help().lines().map(String::stripTrailing).toList()).containsExactlyElementsOf(kept());
    }

    @Test
    void eachHasADescriptionExitCodesAndExamples() {
        assertThat(commands()).allSatisfy(command -> {
            UsageMessageSpec help = command.getCommandSpec().usageMessage();
            assertThat(help.description()).as(command.getCommandName()).isNotEmpty();
            boolean isGroup = !command.getSubcommands().isEmpty();
            if (!isGroup) {
                assertThat(help.footer()).as(command.getCommandName()).isNotEmpty();
                assertThat(help.exitCodeList()).containsKeys("0", "2", "5", "130");
                boolean asksTheService = command.getCommand() instanceof RemoteCommand;
                assertThat(help.exitCodeList().containsKey("4"))
                        .as(command.getCommandName())
                        .isEqualTo(asksTheService);
            }
        });
    }

    private static String help() {
        StringBuilder help = new StringBuilder();
        commands().forEach(command -> help.append("=== ")
                .append(command.getCommandSpec().qualifiedName())
                .append('\n')
                .append(command.getUsageMessage(Ansi.OFF)));
        return help.toString();
    }

    /** Prints what `help.txt` is to hold, when a change is meant. */
    public static void main(String[] arguments) {
        help().lines().map(String::stripTrailing).forEach(System.out::println);
    }

    private static List<CommandLine> commands() {
        CommandLine root =
                new CommandLine(CommandLine.Model.CommandSpec.create().name("caravan"));
        RemoteCommands.addTo(root);
        List<CommandLine> commands = new ArrayList<>();
        root.getSubcommands().values().forEach(command -> {
            commands.add(command);
            commands.addAll(command.getSubcommands().values());
        });
        return commands;
    }

    private static List<String> kept() throws Exception {
        try (InputStream help = HelpTest.class.getResourceAsStream("help.txt")) {
            assertThat(help).as("help.txt").isNotNull();
            return new String(help.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
