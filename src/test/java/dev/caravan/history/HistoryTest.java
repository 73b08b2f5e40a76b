package dev.caravan.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.job.NewBranch;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class HistoryTest {
    private static final String[] OPERATION = {
        "operation_id",
        "operation_type",
        "target_path",
        "target_name",
        "started_at",
        "completed_at",
        "duration_seconds",
        "status",
        "result_path",
        "error_message",
        "metadata",
        "user",
        "command_args"
    };
    private static final String[] UPLOAD = {
        "compression_type",
        "original_size",
        "compressed_size",
        "compression_ratio",
        "s3_bucket",
        "s3_object_key",
        "s3_storage_class",
        "checksum_original",
        "checksum_compressed",
        "checksum_s3_etag",
        "completed_dir_path",
        "compressed_file_path",
        "source_file_record",
        "compressed_file_record",
        "s3_file_record",
        "completed_file_record"
    };
    private static final String[] FILE = {
        "name",
        "path",
        "location",
        "size",
        "is_directory",
        "mime_type",
        "created_at",
        "modified_at",
        "accessed_at",
        "checksum",
        "tags",
        "status",
        "error_message"
    };

    private final StringRedisTemplate redis = RealRedis.template();
    private final History history = new History(redis, new RedisLink());
    private final Operations operations = new Operations(redis, new RedisLink());

    @Test
    void whatAJobsUploadsDidIsAPartOfIt() {
        String branch = NewBranch.id("j-1", "target far");
        history.append(NewOperation.on("/in/a.las", "upload").within("j-1"));
        history.append(NewOperation.on("/in/a.las", "upload").within(branch));
        history.append(NewOperation.on("/in/a.las", "upload").within("j-1-0123456789abcdeX"));
        history.append(NewOperation.on("/in/a.las", "upload").within("j-10"));
        history.append(NewOperation.on("/in/a.las", "upload").within("j-1-far"));
        Operations operations = new Operations(RealRedis.template(), new RedisLink());

        assertThat(operations.page(HistoryQuery.ALL.ofJob("j-1"), null, 10).items())
                .extracting(operation -> operation.record().metadata().get("job"))
                .containsExactly(branch, "j-1");
        assertThat(operations.page(HistoryQuery.ALL.ofJob(branch), null, 10).items())
                .hasSize(1);
    }

    @Test
    void whatIsAppendedIsReadBack() {
        Instant began = Instant.now().minusSeconds(3);

        String id = history.append(NewOperation.on("/in/a \"b\"\n✓.las", "reprocess")
                .by("ann")
                .since(began)
                .because("new settings")
                .noting("total", 3)
                .noting("command", List.of("convert", "-x")));

        OperationRecord record = operations.find(id).orElseThrow().record();
        assertThat(record.operationType()).isEqualTo("reprocess");
        assertThat(record.targetPath()).isEqualTo("/in/a \"b\"\n✓.las");
        assertThat(record.targetName()).isEqualTo("a \"b\"\n✓.las");
        assertThat(record.startedAt()).isEqualTo(Instant.ofEpochMilli(began.toEpochMilli()));
        assertThat(record.durationSeconds()).isGreaterThanOrEqualTo(3);
        assertThat(record.status()).isEqualTo(OperationStatus.SUCCESS);
        assertThat(record.user()).isEqualTo("ann");
        assertThat(record.errorMessage()).isEqualTo("new settings");
        assertThat(record.metadata()).isEqualTo(Map.of("total", 3));
        assertThat(record.commandArgs()).isEqualTo(Map.of("command", List.of("convert", "-x")));
        assertThat(record.resultPath()).isNull();
    }

    @Test
    void anOperationOnAJobKnowsWhatTheJobKnows() {
        redis.opsForHash()
                .putAll(
                        "job:j-1",
                        Map.of("target", "/in/a.las", "user", "bob", "project", "dam", "bytes", "77", "attempt", "2"));

        String id = history.append(NewOperation.ofJob("j-1", "cancel").because("by mistake"));

        OperationRecord record = operations.find(id).orElseThrow().record();
        assertThat(record.targetPath()).isEqualTo("/in/a.las");
        assertThat(record.user()).isEqualTo("bob");
        assertThat(record.metadata())
                .containsEntry("job", "j-1")
                .containsEntry("project", "dam")
                .containsEntry("bytes", 77L)
                .containsEntry("attempt", 2L);
    }

    @Test
    void aClockThatIsAheadMakesNoNegativeDuration() {
        String id = history.append(
                NewOperation.on("/in/a.las", "scan").since(Instant.now().plusSeconds(60)));

        assertThat(operations.find(id).orElseThrow().record().durationSeconds()).isZero();
    }

    @Test
    void anAppendWhoseAnswerWasLostIsNotWrittenTwice() {
        Supplier<List<?>> append = history.script(NewOperation.on("/in/a.las", "delete"));

        assertThat(append.get()).isEqualTo(append.get());

        assertThat(redis.opsForStream().size("history")).isEqualTo(1);
        assertThat(redis.opsForStream().size("history:type:delete")).isEqualTo(1);
        assertThat(redis.opsForList().size("history:of:/in/a.las")).isEqualTo(1);
    }

    @Test
    void anOperationHasTheFieldsOfTheRecordAndNoOther() throws Exception {
        history.append(NewOperation.on("/in/a.las", "cancel"));

        JsonNode json = json();

        assertThat(names(json)).containsExactlyInAnyOrder(OPERATION);
        assertThat(json.get("status").asText()).isEqualTo("success");
        assertThat(json.get("started_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void anUploadHasThoseOfAnOperationToo() throws Exception {
        history.append(NewOperation.on("/in/a.las", "upload").noting("upload", anUpload()));

        JsonNode json = json();

        List<String> all = new ArrayList<>(List.of(OPERATION));
        all.addAll(List.of(UPLOAD));
        assertThat(names(json)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(names(json.get("source_file_record"))).containsExactlyInAnyOrder(FILE);
        assertThat(json.get("metadata").get("s3_object_key").asText()).isEqualTo("a/metadata.json");
        assertThat(json.get("original_size").asLong()).isEqualTo(1000);
    }

    @Test
    void theFilesOfAnUploadSayOfWhichUploadTheyAre() {
        String id = history.append(NewOperation.on("/in/a.las", "upload").noting("upload", anUpload()));

        UploadRecord upload = (UploadRecord) operations.find(id).orElseThrow();

        FileRecord source = upload.details().sourceFileRecord();
        FileRecord object = upload.details().s3FileRecord();
        assertThat(source.tags())
                .containsEntry("upload_operation_id", id)
                .containsEntry("s3_bucket", "clouds")
                .containsEntry("s3_object_key", "a/metadata.json");
        assertThat(object.tags()).containsEntry("upload_operation_id", id);
        assertThat(source.location()).isEqualTo(Location.LOCAL);
        assertThat(source.modifiedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(object.location()).isEqualTo(Location.S3);
        assertThat(upload.details().checksumS3Etag()).isEqualTo("abc");
        assertThat(upload.details().compressedFileRecord()).isNull();
    }

    @Test
    void anOperationNeedsAWordAndSomethingThatItWasDoneTo() {
        assertThatThrownBy(() -> NewOperation.on("/in/a.las", "Delete!")).hasMessageContaining("'Delete!'");
        assertThatThrownBy(() -> NewOperation.on("", "delete")).hasMessageContaining("neither a target nor a job");
    }

    private static UploadDetails anUpload() {
        FileRecord source = FileRecord.of(
                "/in/a.las", Location.LOCAL, 1000, Instant.parse("2026-01-02T03:04:05.678Z"), "completed");
        FileRecord object = FileRecord.of("a/metadata.json", Location.S3, 300, null, "completed");
        return UploadDetails.plain("clouds", "a/metadata.json", source).proven("STANDARD", "abc", object);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper()
                .readTree(HistoryJson.line(
                        operations.stream(HistoryQuery.ALL).findFirst().orElseThrow()));
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
