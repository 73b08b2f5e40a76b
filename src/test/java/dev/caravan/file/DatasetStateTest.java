package dev.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetStateTest {

    @ParameterizedTest
    @CsvSource({
        "CLAIMED,,submitted",
        "QUEUED,convert,conversion queued",
        "RUNNING,convert,converting",
        "QUEUED,verify,conversion queued",
        "RUNNING,verify,converting",
        "FAILED,verify,conversion error",
        "QUEUED,publish,upload queued",
        "RUNNING,publish,uploading",
        "RUNNING,record,uploading",
        "FAILED,publish,upload error",
        "FAILED,,conversion error",
        "COMPLETED,record,done",
        "QUEUED,unpublish,unpublishing",
        "FAILED,unpublish,unpublish error",
        "COMPLETED,unpublish,done",
        "CANCELLED,convert,cancelled",
        "REFUSED,,refused"
    })
    void aRecordHasOneWordForTheWholeWay(FileStatus status, String stage, String word) {
        assertThat(DatasetState.of(status, stage).word()).isEqualTo(word);
    }

    @Test
    void everyStateIsReached() {
        assertThat(Arrays.stream(FileStatus.values())
                        .flatMap(status -> java.util.stream.Stream.of("convert", "publish", "unpublish")
                                .map(stage -> DatasetState.of(status, stage))))
                .containsOnly(DatasetState.values());
    }
}
