package dev.caravan.doctor.check;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.api.ApiSettings;
import dev.caravan.api.KeySettings;
import dev.caravan.api.LimitSettings;
import dev.caravan.api.OidcSettings;
import dev.caravan.api.Role;
import dev.caravan.cluster.ArgoSettings;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.doctor.Status;
import dev.caravan.potree.Encoding;
import dev.caravan.setting.Secret;
import dev.caravan.stage.archive.CompletedSettings;
import dev.caravan.stage.convert.BuiltInSettings;
import dev.caravan.stage.convert.ConvertSettings;
import dev.caravan.stage.convert.ExecSettings;
import dev.caravan.stage.convert.Executables;
import dev.caravan.stage.convert.KubernetesSettings;
import dev.caravan.stage.convert.OnChange;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.Issuer;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Workspace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is on this machine: sources, our own directories, converters, the machine, who may call. */
@Timeout(60)
class HereTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path directory;

    @Test
    void aSourceWithSomethingInIt() throws Exception {
        aLasFile().withRandomPoints(10).writeTo(directory.resolve("a.las"));

        source(directory).isWell();
    }

    @Test
    void sourcesThatCannotBeRead() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        source(directory.resolve("gone/below"))
                .has(Status.FAILED, "no such directory", "caravan.scan.sources[1].path")
                .has(Status.FAILED, "no such directory", "findmnt " + directory);
        source(file).has(Status.FAILED, "is no directory", "caravan.scan.sources[1].path");
        source(Files.createDirectory(directory.resolve("empty"))).has(Status.WARNING, "is empty", "findmnt -T");
    }

    @Test
    void whereArchivedSourcesGo() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        archived("completed").has(Status.OK, "by a rename", "");
        archived(file.resolve("below").toString())
                .has(
                        Status.FAILED,
                        "cannot be moved there: " + file + " is no directory",
                        "archive.completed.directory");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            archived("/dev/shm").has(Status.OK, "moved there by", "");
        }
    }

    @Test
    void ourDirectories() throws Exception {
        Path sources = Files.createDirectory(directory.resolve("in"));
        aLasFile().withRandomPoints(10).writeTo(sources.resolve("a.las"));
        Workspace workspace = new Workspace(directory.resolve("data"));

        Found.by(new DirectoriesCheck(workspace, List.of(sources))).isWell();
        assertThat(workspace.data()).doesNotExist();
        Files.createDirectories(workspace.scratch());
        Found.by(new DirectoriesCheck(workspace, List.of(sources))).has(Status.OK, "a.las", "");
        assertThat(workspace.scratch()).isEmptyDirectory();
    }

    @Test
    void ourDirectoriesWhereSomethingElseLies() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Found.by(new DirectoriesCheck(new Workspace(file), List.of()))
                .has(Status.FAILED, "nothing can be written to it", "set caravan.data");
        Found.by(new DirectoriesCheck(new Workspace(file.resolve("below")), List.of()))
                .has(Status.FAILED, "cannot be made: " + file + " is no directory", "mkdir -p");
    }

    /** Its header claims four billion points. */
    @Test
    void aFileThatDoesNotFit() throws Exception {
        Path huge = aLasFile().withRandomPoints(10).writeTo(directory.resolve("huge.las"));
        try (FileChannel channel = FileChannel.open(huge, StandardOpenOption.WRITE)) {
            ByteBuffer points = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            boolean legacy = Files.readAllBytes(huge)[25] < 4;
            points.putLong(0, legacy ? 0xFFFF_FFFFL : 1L << 40);
            channel.write(points.limit(legacy ? 4 : 8), legacy ? 107 : 247);
        }
        long free = Files.getFileStore(directory).getUsableSpace();
        LargestInput largest = LargestInput.below(List.of(directory)).orElseThrow();

        assertThat(largest.path()).isEqualTo(huge);
        assertThat(largest.needed()).isGreaterThan(20L * 0xFFFF_FFFFL);
        Found found = Found.by(new DirectoriesCheck(new Workspace(directory.resolve("data")), List.of(directory)));
        if (free < largest.needed()) {
            found.has(Status.FAILED, "the conversion of " + huge, "caravan clean-up");
        }
    }

    @Test
    void inodesByDf() {
        assertThat(Inodes.parse("""
                Filesystem      Inodes  IUsed  IFree IUse% Mounted on
                /dev/sda1      1000000 970000  30000   97% /
                """)).contains(97);
        assertThat(Inodes.parse("""
                Filesystem      Inodes  IUsed  IFree IUse% Mounted on
                overlay              0      0      0     - /
                """)).isEmpty();
    }

    @Test
    void theConverterOfOurOwn() throws Exception {
        converter("builtin", "none", 0, new Memory(GIB, 8 * GIB)).isWell();
        converter("builtin", "none", 4, new Memory(2 * GIB, 8 * GIB))
                .has(Status.WARNING, "2 × 4.3 GB", "caravan.convert.builtin.memory");
    }

    @Test
    void aConverterFromElsewhere() throws Exception {
        Path script = Files.writeString(directory.resolve("convert.sh"), "#!/bin/sh\n");

        converter("exec", script.toString(), 0, new Memory(GIB, 8 * GIB))
                .has(Status.FAILED, "is no executable file", "chmod +x");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        converter("exec", script.toString(), 0, new Memory(GIB, 8 * GIB)).isWell();
        converter("exec", "convert.sh", 0, new Memory(GIB, 8 * GIB)).isWell();
        converter("exec", "convert.exe", 0, new Memory(GIB, 8 * GIB))
                .has(Status.FAILED, "none of that name is in PATH", "caravan.convert.exec.command");
    }

    @Test
    void theMachine() throws Exception {
        ZoneId utc = ZoneId.of("UTC");
        machine(new Machine(new Memory(GIB, 4 * GIB), 65_536, "UTF-8", true, utc))
                .isWell();
        machine(new Machine(new Memory(4 * GIB, 4 * GIB), 1024, "ANSI_X3.4-1968", false, utc))
                .has(Status.WARNING, "may take 4.3 GB of 4.3 GB", "-Xmx2048m")
                .has(Status.WARNING, "only 1024 may be open", "ulimit -n 65536")
                .has(Status.FAILED, "are read as ANSI_X3.4-1968", "-Dsun.jnu.encoding=UTF-8")
                .has(Status.WARNING, "converters that a killed service has left", "mount -t proc");
        assertThat(Machine.ofThisJava().memory().machine())
                .isGreaterThan(Machine.ofThisJava().memory().heap());
    }

    @Test
    void whoMayCall() throws Exception {
        KeySettings key = new KeySettings("program", Role.VIEWER, new Secret("sha256:" + "0".repeat(64)));
        OidcSettings none = oidc("");

        callers(new ApiSettings(List.of(), none, List.of(), limits()), "127.0.0.1")
                .has(Status.OK, "need not say", "");
        callers(new ApiSettings(List.of(key), none, List.of(), limits()), "127.0.0.1")
                .has(Status.OK, "1 keys", "")
                .has(Status.OK, "other machines reach it through a proxy", "");
        callers(new ApiSettings(List.of(key), none, List.of(), limits()), "0.0.0.0")
                .states()
                .containsExactly(Status.OK);
    }

    @Test
    void theIssuerOfTokens() throws Exception {
        try (Issuer issuer = Issuer.start()) {
            Found.by(new IssuerCheck(oidc(issuer.address()))).isWell();
            Found.by(new IssuerCheck(oidc(issuer.address() + "/")))
                    .has(Status.FAILED, "calls itself '" + issuer.address() + "'", "letter by letter");
        }
        Found.by(new IssuerCheck(oidc("http://127.0.0.1:" + RealRedis.freePort())))
                .has(Status.FAILED, "its keys cannot be read", "/.well-known/openid-configuration");
    }

    @Test
    void aPortThatSomebodyHas() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Found.by(new PortCheck("api", "server.port", "127.0.0.1", taken.getLocalPort()))
                    .has(Status.FAILED, "cannot be listened on", "server.port");
        }
        Found.by(new PortCheck("api", "server.port", "", RealRedis.freePort())).isWell();
        Found.by(new PortCheck("api", "server.port", "127.0.0.1", 0)).isWell();
    }

    private Found source(Path path) throws Exception {
        SourceSettings source = SourceSettings.of(path.toString(), List.of("**/*.las"), List.of());
        return Found.by(new SourceCheck(1, source, completed("")));
    }

    private Found archived(String completed) throws Exception {
        SourceSettings source = new SourceSettings(
                directory.toString(), Unit.FILE, CompleteSettings.NONE, null, List.of(), "", "", null, Profile.ARCHIVE);
        return Found.by(new SourceCheck(0, source, completed(completed)));
    }

    private static CompletedSettings completed(String path) {
        return new CompletedSettings(path, CompletedSettings.Structure.FLATTEN, CompletedSettings.Duplicates.TIMESTAMP);
    }

    private Found converter(String runner, String command, int gigabytes, Memory memory) throws Exception {
        BuiltInSettings builtin =
                new BuiltInSettings(Encoding.DEFAULT, SamplingMethod.POISSON, 0, 0, DataSize.ofGigabytes(gigabytes));
        ExecSettings exec = new ExecSettings(command, List.of("{input}", "{output}"), Duration.ofHours(1), List.of());
        return Found.by(new ConverterCheck(
                new ConvertSettings(
                        runner,
                        OnChange.CONVERT,
                        2,
                        builtin,
                        exec,
                        new KubernetesSettings("", Map.of(), 2, DataSize.ofGigabytes(64), List.of(3), false),
                        new ArgoSettings("", "", Map.of())),
                new Executables(List.of(directory)),
                memory));
    }

    private static Found machine(Machine machine) throws Exception {
        return Found.by(new MachineCheck(machine));
    }

    private static Found callers(ApiSettings settings, String address) throws Exception {
        return Found.by(new CallersCheck(settings, address));
    }

    private static OidcSettings oidc(String issuer) {
        return new OidcSettings(issuer, issuer.isEmpty() ? "" : "caravan", "roles", "email", "viewer", "operator");
    }

    private static LimitSettings limits() {
        return new LimitSettings(50, 100, DataSize.ofMegabytes(1));
    }
}
