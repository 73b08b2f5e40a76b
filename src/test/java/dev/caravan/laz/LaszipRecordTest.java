package dev.caravan.laz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaszipRecordTest {
    private static final LazItem POINT = LazItem.written(LazItem.Kind.POINT14, 0);

    @Test
    void whatIsWrittenIsReadAgain() {
        LaszipRecord record = LaszipRecord.of(List.of(POINT, LazItem.written(LazItem.Kind.BYTE14, 5)));

        LaszipRecord read = LaszipRecord.fromBytes(record.toBytes());

        read.check();
        assertThat(read).isEqualTo(record);
        assertThat(read.chunkSize()).isEqualTo(50_000);
        assertThat(read.recordLength()).isEqualTo(35);
    }

    @Test
    void chunksOfLongRecordsAreShorter() {
        LaszipRecord record = LaszipRecord.of(List.of(POINT, LazItem.written(LazItem.Kind.BYTE14, 61_000)));

        assertThat(record.chunkSize() * record.recordLength()).isBetween(60L << 20, 64L << 20);
    }
}
