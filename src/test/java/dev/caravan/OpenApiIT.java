package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.JobQueue;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the packaged service: a generator finds no fault in it, and the client that it makes works. */
class OpenApiIT {
    private static final Path GENERATOR = Path.of("target/tools/openapi-generator.jar");
    /** A program against the client that is generated: its types and methods are the contract. */
    private static final String PROGRAM = """
            public class Program {
                public static String run(String address, String id) throws Exception {
                    client.ApiClient caravan = new client.ApiClient();
                    caravan.updateBaseUri(address);
                    client.api.JobsApi jobs = new client.api.JobsApi(caravan);
                    client.model.Job job = jobs.getJob(id);
                    client.model.Job cancelled =
                        jobs.cancelJob(id, "key", new client.model.CancelRequest().reason("by the client"));
                    long total = jobs.getGlobalStatistics().getTotal();
                    int status = 0;
                    try {
                        jobs.getJob("unknown");
                    } catch (client.ApiException e) {
                        status = e.getCode();
                    }
                    return job.getState() + " " + job.getPosition().getPlace() + " " + job.getFailure() + " "
                        + cancelled.getState() + " " + total + " " + status;
                }
            }
            """;

    @TempDir
    static Path directory;

    private static Installation installation;
    private static HttpApi api;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.in(directory).start();
        api = HttpApi.of(installation.service());
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aClientMadeOfTheDocumentWorks() throws Exception {
        // given
        Path sources = generated(document());
        Files.writeString(sources.resolve("Program.java"), PROGRAM);
        NewJob job = NewJob.unclaimed("nowhere", "title", "{}", List.of());
        new JobQueue(installation.records().redis(), new RedisLink(), Duration.ofHours(1), Duration.ofHours(1))
                .enqueue(job);

        // when
        Path classes = compiled(sources);
        String said;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            said = (String) loader.loadClass("Program")
                    .getMethod("run", String.class, String.class)
                    .invoke(null, installation.service().uri("").toString(), job.id());
        }

        // then
        assertThat(said).isEqualTo("QUEUED 1 null CANCELLED 1 404");
    }

    @Test
    void theDocumentCanBeHadAsYaml() {
        HttpResponse<String> answer = api.get("/openapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("openapi: \"3.1.0\"").contains("operationId: \"listJobs\"");
    }

    @Test
    void aPageShowsTheDocumentAndNothingOfItComesFromElsewhere() {
        HttpResponse<String> page = installation.service().get("/swagger-ui/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("./swagger-ui-bundle.js").doesNotContain("http");
        assertThat(installation
                        .service()
                        .get("/swagger-ui/swagger-initializer.js")
                        .body())
                .contains("api/v1/openapi.json");
        assertThat(installation
                        .service()
                        .get("/swagger-ui/swagger-ui-bundle.js")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Path document() throws IOException {
        return Files.writeString(
                directory.resolve("openapi.json"), api.get("/openapi.json").body());
    }

    /** The generator checks the document first, and ends with an error when it finds one. */
    private static Path generated(Path document) throws IOException, InterruptedException {
        Path output = directory.resolve("client");
        Path log = directory.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        GENERATOR.toAbsolutePath().toString(),
                        "generate",
                        "-i",
                        document.toString(),
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-o",
                        output.toString(),
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true,apiPackage=client.api,modelPackage=client.model,invokerPackage=client",
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor()).as(Files.readString(log)).isZero();
        return output.resolve("src/main/java");
    }

    private static Path compiled(Path sources) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(
                    all.filter(file -> file.toString().endsWith(".java")).toList());
            List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
            options.addAll(List.of("-cp", System.getProperty("java.class.path")));
            boolean compiled = compiler.getTask(messages, files, null, options, null, units)
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }
}
