package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import dev.caravan.support.ARun;
import dev.caravan.support.SourceTree;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exec endpoint with our binding and our executor, on real processes. */
class ExecRoomTest {

    @TempDir
    private Path directory;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ARun run = new ARun();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aWholeOctreeIsHandedOnUnproven() throws Exception {
        Path prepared = directory.resolve("prepared");
        Path cloud = aLasFile().withRandomPoints(100).writeTo(directory.resolve("cloud.las"));
        BuiltInConverter.convert(ConversionRequest.of(prepared, cloud), ConversionProgress.NONE);

        Octree octree = convert(script("cp -r '" + prepared + "' \"$3\"")).requireOctree();

        assertThat(octree.directory()).isEqualTo(workspace().scratch().resolve(run.id() + ".1/octree"));
        assertThat(octree.pointsRead()).isNull();
        assertThat(octree.provenAt()).isNull();
    }

    @Test
    void eachTileIsAnArgumentAndTheManifestIsNone() throws Exception {
        SourceTree tree = new SourceTree(directory.resolve("tiles"));
        List<SourceFile> tiles = List.of(SourceFile.read(tree.file("1.las")), SourceFile.read(tree.file("2.las")));
        SourceFile manifest = SourceFile.read(tree.file("all.tiles"));
        Exchange exchange = exchange(tiles.get(0).path());
        exchange.getMessage()
                .setBody(Roster.ofManifest("all", tree.root(), manifest, tiles, List.of())
                        .dataset(Labels.NONE));

        Command command = (Command)
                new CommandLine(settings(script("exit 0")), new Scratch(workspace())).readInput(exchange, null);

        assertThat(command.getArgs())
                .containsExactly(
                        tiles.get(0).path().toString(),
                        tiles.get(1).path().toString(),
                        "-o",
                        command.octree().toString());
    }

    @Test
    void anExitCodeIsAFailureThatNamesItAndTheLastWords() throws IOException {
        assertThatThrownBy(() -> convert(script("echo reading; echo 'no such method' >&2; exit 7")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("exit code 7")
                .hasMessageEndingWith("its last words: reading | no such method");
        assertThat(run.lines()).contains("| reading", "| no such method");
        assertScratchIsEmpty();
    }

    @Test
    void aCrashIsSaidInWords() {
        assertThatThrownBy(() -> convert(script("kill -SEGV $$")))
                .hasMessageContaining("exit code 139 (SIGSEGV, a crash)");
    }

    @Test
    void theExitCodeForBadInputIsNoPassingFault() {
        assertThatThrownBy(() -> convert(script("echo 'ERROR: invalid bounding box'; exit 123")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("invalid bounding box");
    }

    @Test
    void exitCodeZeroWithoutAnOctreeIsAFailure() throws IOException {
        assertThatThrownBy(() -> convert(script("exit 0")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("claims success")
                .hasMessageContaining("metadata.json");
        assertScratchIsEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "-o.las",
                "quo'te \"double\"",
                "$(touch pwned)",
                "line\nbreak",
                "ünïcødé",
                "50%#?&"
            })
    void theCommandSeesEachArgumentAsItIs(String name) throws Exception {
        Path source = Files.writeString(directory.resolve(name + ".las"), "points");
        Path seen = directory.resolve("seen");
        Path script = script("printf '%s\\0' \"$@\" > " + seen);
        Command command = command(script, source);

        assertThatThrownBy(() -> processes(settings(script)).execute(command)).hasMessageContaining("claims success");

        assertThat(Files.readString(seen).split("\0"))
                .containsExactly(
                        source.toString(),
                        "-o",
                        command.scratch().resolve("octree").toString());
    }

    @Test
    void headersFromOutsideHaveNoEffect() throws Exception {
        Path pwned = directory.resolve("pwned");
        Exchange exchange = exchange(Files.writeString(directory.resolve("a.las"), "points"));
        exchange.getMessage()
                .setHeaders(Map.of(
                        "CamelExecCommandExecutable", "/usr/bin/touch",
                        "CamelExecCommandArgs", List.of(pwned.toString()),
                        "camelexeccommandtimeout", "1"));
        send(script("exit 7"), exchange);

        assertThat(exchange.getException()).hasMessageContaining("exit code 7");
        assertThat(pwned).doesNotExist();
    }

    @Test
    void theLastHundredLinesAreTheEvidence() {
        Throwable fault = catchThrowable(() -> convert(script("for i in $(seq 150); do echo line $i; done; exit 7")));

        assertThat(Failure.of(FailureKind.INFRASTRUCTURE, "x", fault).detail().lines())
                .hasSize(100)
                .startsWith("line 51")
                .endsWith("line 150");
    }

    @Test
    void aDiskThatTheCommandSaysIsFull() {
        assertThatThrownBy(() -> convert(script("echo 'write failed: No space left on device'; echo bye; exit 1")))
                .isInstanceOf(NotEnoughDiskException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("MB left on the disk of " + workspace().scratch());
        assertThatThrownBy(() -> convert(script("echo 'write failed: No space left on device'")))
                .isInstanceOf(NotEnoughDiskException.class)
                .hasMessageContaining("claims success");
    }

    @Test
    void potreeConvertersProgressIsTheJobs() {
        assertThatThrownBy(
                        () -> convert(
                                script(
                                        "printf '#points: 1%s000%s000\\r\\n' \"'\" \"'\";"
                                                + "echo '[13%, 1s], [COUNTING: 40%, duration: 1s, throughput: 4MPs][RAM: 0.4GB (highest 0.4GB), CPU: 100%]'")))
                .hasMessageContaining("claims success");

        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo("counting");
            assertThat(progress.done()).isEqualTo(400_000);
            assertThat(progress.current()).endsWith("a.las");
        });
        assertThat(run.notes()).containsEntry("engine", "exec");
        assertThat(run.notes().get("command")).asString().contains("a.las, -o, ");
    }

    @Test
    void theMemoryOfTheWholeTreeIsSeenAlsoOfACommandThatSaysNothing() throws Exception {
        Path go = directory.resolve("go");
        Path script = script("sh -c 'while [ ! -e " + go + " ]; do sleep 0.1; done' & wait; exit 7");
        CompletableFuture<Dataset> conversion = CompletableFuture.supplyAsync(() -> uncheckedConvert(settings(script)));
        // A process that has only just been forked has hardly any.
        await().until(() -> run.progress().stream()
                .anyMatch(progress -> progress.peakMemoryBytes() != null && progress.peakMemoryBytes() > 100_000));
        Files.createFile(go);

        assertThatThrownBy(conversion::join).hasMessageContaining("exit code 7");
        assertThat(run.progress()).allMatch(progress -> progress.percent() == null && progress.total() == null);
        assertThat((Long) run.notes().get("peakMemoryBytes")).isGreaterThan(100_000);
    }

    @Test
    void ofTwoTimesTheShorterCountsAndItsSettingIsNamed() {
        run.until(Instant.now().plusMillis(500));

        assertThatThrownBy(() -> convert(script("sleep 600")))
                .isInstanceOf(OutOfTimeException.class)
                .hasMessageContaining("(caravan.jobs.types.*.timeout)");
    }

    @Test
    void aTimeoutEndsTheWholeTree() throws Exception {
        Path child = directory.resolve("child");
        ExecSettings settings = settings(script("sleep 600 & echo $! > " + child + "; wait"), Duration.ofMillis(700));

        assertThatThrownBy(() -> convert(settings))
                .isInstanceOf(OutOfTimeException.class)
                .hasMessageContaining("did not end within PT0.7S (caravan.convert.exec.timeout)");

        assertThat(isAlive(pid(child))).isFalse();
        assertScratchIsEmpty();
    }

    @Test
    void aCancelledJobEndsTheWholeTreeEvenWhenItIgnoresTheRequest() throws Exception {
        Path child = directory.resolve("child");
        Path script = script("trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$ > " + child
                + "; while :; do sleep 1; done\" & wait; wait");
        CompletableFuture<Dataset> conversion = CompletableFuture.supplyAsync(() -> uncheckedConvert(settings(script)));
        await().until(() -> Files.exists(child) && !Files.readString(child).isBlank());

        run.cancel();

        assertThatThrownBy(conversion::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("because its job was cancelled");
        assertThat(isAlive(pid(child))).isFalse();
        assertScratchIsEmpty();
    }

    @Test
    void aCommandThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> convert(settings("no-such-converter")))
                .hasMessageContaining("caravan.convert.exec.command: 'no-such-converter'")
                .hasMessageContaining("PATH");
    }

    @Test
    void anEndlessLineNeedsNoEndlessMemory() {
        assertThatThrownBy(() -> convert(script("head -c 50000000 /dev/zero | tr '\\0' x; exit 3")))
                .hasMessageContaining("exit code 3");
        assertThat(run.lines()).allMatch(line -> line.length() <= 4100);
    }

    private Dataset convert(Path script) throws Exception {
        return convert(settings(script));
    }

    private Dataset convert(ExecSettings settings) throws Exception {
        Exchange exchange = exchange(Files.writeString(directory.resolve("a.las"), "points"));
        send(settings, exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody(Dataset.class);
    }

    private Dataset uncheckedConvert(ExecSettings settings) {
        try {
            return convert(settings);
        } catch (Exception e) {
            throw new CompletionException(e.getMessage(), e);
        }
    }

    private void send(Path script, Exchange exchange) {
        send(settings(script), exchange);
    }

    private void send(ExecSettings settings, Exchange exchange) {
        camel.getRegistry().bind("commandLine", new CommandLine(settings, new Scratch(workspace())));
        camel.getRegistry().bind("processes", processes(settings));
        camel.createProducerTemplate().send("exec:converter?binding=#commandLine&commandExecutor=#processes", exchange);
    }

    private Exchange exchange(Path source) throws IOException {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(JobRun.PROPERTY, run);
        exchange.getMessage().setBody(dataset(source));
        return exchange;
    }

    private Command command(Path script, Path source) throws Exception {
        Exchange exchange = exchange(source);
        return (Command) new CommandLine(settings(script), new Scratch(workspace())).readInput(exchange, null);
    }

    private Processes processes(ExecSettings settings) {
        return new Processes(settings, new Scratch(workspace()));
    }

    private static Dataset dataset(Path source) throws IOException {
        return Dataset.found("a", source.getParent(), SourceFile.read(source));
    }

    private Workspace workspace() {
        return new Workspace(directory.resolve("data"));
    }

    private ExecSettings settings(Path script) {
        return settings(script.toString());
    }

    private static ExecSettings settings(String command) {
        return new ExecSettings(command, List.of("{input}", "-o", "{output}"), Duration.ofMinutes(1), List.of(123));
    }

    private ExecSettings settings(Path script, Duration timeout) {
        return new ExecSettings(script.toString(), List.of("{input}", "-o", "{output}"), timeout, List.of(123));
    }

    private Path script(String body) throws IOException {
        Path script = Files.writeString(directory.resolve("converter"), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private void assertScratchIsEmpty() throws IOException {
        try (var left = Files.list(workspace().scratch())) {
            assertThat(left).isEmpty();
        }
    }

    private static long pid(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
