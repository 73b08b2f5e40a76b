package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.geozarr.StoreConversion;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `geoZarrExec`: converts by a command of this machine, `eopf-geozarr` unless another is configured. */
public final class GeoZarrExec {
    private static final OutOfMemoryKills KILLS = OutOfMemoryKills.ofThisService();
    private static final String KEY = "caravan.geozarr.exec.";
    /** It ends with 1 whatever has gone wrong, so its words tell whose fault it was. Releases differ in them. */
    static final Pattern INPUT_AT_FAULT = Pattern.compile(
            "Input path .*does not exist|Could not find node|GroupNotFoundError|No group found in store");

    private static final int USAGE = 2;

    private final GeoZarrSettings.Exec settings;
    private final Scratch scratch;
    private final Executables executables;

    public GeoZarrExec(GeoZarrSettings settings, Scratch scratch) {
        this(settings.exec(), scratch, Executables.ofEnvironment());
    }

    GeoZarrExec(GeoZarrSettings.Exec settings, Scratch scratch, Executables executables) {
        this.settings = settings;
        this.scratch = scratch;
        this.executables = executables;
    }

    /**
     * Runs the command to its end.
     *
     * @throws BadInputException the command says that it cannot read the product, or does not understand its command line
     * @throws OutOfTimeException it did not end in time
     */
    public GeoZarr convert(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Path executable = executables.find(settings.command(), KEY + "command");
        Path attempt = scratch.open(run);
        try {
            run(line(executable, StoreConversion.of(geoZarr, attempt)), attempt, run);
            return geoZarr.with(new GeoZarr.Result(attempt, producer(executable, geoZarr), null, null));
        } catch (IOException | RuntimeException e) {
            scratch.discard(attempt);
            throw e;
        }
    }

    private void run(List<String> line, Path attempt, JobRun run) throws IOException {
        run.note("engine", "exec");
        run.note("command", line);
        String name = Path.of(line.get(0)).getFileName().toString();
        ProcessProgress progress = new ProcessProgress(run, null);
        OutputLog output = OutputLog.to(run.log(), said -> {});
        TimeLimit limit = TimeLimit.of(settings.timeout(), KEY + "timeout", run, Instant.now());
        long kills = KILLS.count();
        OptionalInt exit = new WatchedProcess(name, line, attempt, run, progress::used).run(limit.length(), output);
        if (progress.peak() != null) {
            run.note("peakMemoryBytes", progress.peak());
        }
        if (exit.isEmpty()) {
            throw new OutOfTimeException(
                    "%s did not end within %s (%s)%s"
                            .formatted(name, limit.length(), limit.setting(), output.lastWords()),
                    output.evidence());
        }
        judge(exit.getAsInt(), new ProcessFailure(name, output, attempt, KILLS.count() > kills));
    }

    private static void judge(int exit, ProcessFailure failure) throws IOException {
        OutputLog output = failure.output();
        if (exit == USAGE) {
            throw new BadInputException(
                    "%s does not understand 'convert <input> <output> --groups …' (exit code 2); another version of it, or other %soptions, are needed%s"
                            .formatted(failure.name(), KEY, output.lastWords()),
                    output.evidence());
        }
        if (exit != 0 && output.anySaid(line -> INPUT_AT_FAULT.matcher(line).find())) {
            throw new BadInputException(
                    "%s refused the product (exit code %d)%s".formatted(failure.name(), exit, output.lastWords()),
                    output.evidence());
        }
        if (exit != 0) {
            throw failure.of(exit);
        }
        if (!Files.isDirectory(GeoZarr.Result.store(failure.attempt()))) {
            throw new IOException(
                    failure.name() + " claims success, but left no store" + output.lastWords(), output.evidence());
        }
    }

    private List<String> line(Path executable, StoreConversion conversion) {
        List<String> line = new ArrayList<>(List.of(executable.toString()));
        line.addAll(conversion.arguments());
        line.addAll(settings.options());
        return line;
    }

    private Manifest.Producer producer(Path executable, GeoZarr geoZarr) {
        return new Manifest.Producer(
                executable.getFileName().toString(),
                "",
                Map.of("groups", String.join(" ", geoZarr.groups()), "options", String.join(" ", settings.options())));
    }
}
