package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import dev.caravan.stage.convert.ConvertSettings;
import dev.caravan.stage.convert.Executables;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Whether there is a converter, and which. */
public final class ConverterCheck implements Check {
    private final ConvertSettings settings;
    private final Executables executables;
    private final Memory memory;

    public ConverterCheck(ConvertSettings settings, Executables executables, Memory memory) {
        this.settings = settings;
        this.executables = executables;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "converter";
    }

    @Override
    public String subject() {
        return settings.runner();
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name());
        switch (settings.runner()) {
            case "builtin" -> builtIn(findings);
            case "exec" -> command(findings);
            default -> findings.skipped(subject(), "converts elsewhere: what is said of the cluster counts");
        }
        return findings.all();
    }

    private void builtIn(Findings findings) {
        String version = Objects.requireNonNullElse(
                ConverterCheck.class.getPackage().getImplementationVersion(), "in development");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            findings.failed(
                    java.toString(),
                    "is no program, but large files are converted by a Java of their own",
                    "start the service by a complete Java 17 or newer: set JAVA_HOME to one with bin/java");
        } else {
            findings.ok(
                    subject(),
                    "version " + version + "; large files by a Java "
                            + Runtime.version().feature() + " of their own");
        }
        memory(findings);
    }

    /** Of what is configured for the conversions that may run at once, beside the service. */
    private void memory(Findings findings) {
        long each = settings.builtin().memory().toBytes();
        long all = memory.heap() + settings.workers() * each;
        if (all > memory.machine()) {
            findings.warning(
                    subject(),
                    "may want " + Bytes.words(all) + " of memory (the service " + Bytes.words(memory.heap()) + ", "
                            + settings.workers() + " × " + Bytes.words(each)
                            + " for conversions), but the machine or container has "
                            + Bytes.words(memory.machine()),
                    "lower caravan.convert.builtin.memory (0MB takes what the input needs) or caravan.convert.workers, or grant the container more memory");
        }
    }

    private void command(Findings findings) {
        String command = settings.exec().command();
        try {
            Path file = executables.find(command);
            findings.ok(
                    command,
                    "is " + file + ", " + Bytes.words(file.toFile().length())
                            + "; it is not asked for its version, because not every command has one to tell");
        } catch (FileNotFoundException e) {
            findings.failed(
                    command,
                    "is no executable file, and none of that name is in PATH",
                    "install it, make it executable (chmod +x), or set caravan.convert.exec.command to its absolute path; caravan.convert.runner: builtin needs none");
        }
    }
}
