package dev.caravan.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPieceTest {
    @TempDir
    private Path directory;

    @Test
    void aLogIsReadInPiecesOfWholeLines() throws IOException {
        // given
        Path log = log("eins\nzwei\ndrei\nvier, not yet");

        // when
        LogPiece first = from(log, 0, 11);
        LogPiece second = from(log, first.end(), 11);
        LogPiece third = from(log, second.end(), 11);

        // then
        assertThat(first).isEqualTo(new LogPiece("eins\nzwei\n", 10));
        assertThat(second).isEqualTo(new LogPiece("drei\n", 15));
        assertThat(third.end()).isGreaterThan(15);
        assertThat(from(log, 15, 100)).isEqualTo(new LogPiece("", 15));
        assertThat(from(log, 1000, 100).text()).isEmpty();
    }

    @Test
    void aLineThatIsLongerThanAPieceIsCut() throws IOException {
        assertThat(from(log("0123456789\n"), 0, 4)).isEqualTo(new LogPiece("0123", 4));
    }

    @Test
    void theLastLines() throws IOException {
        Path log = log("eins\nzwei\ndrei\n");

        assertThat(tail(log, 2)).isEqualTo(new LogPiece("zwei\ndrei\n", 15));
        assertThat(tail(log, 9).text()).isEqualTo("eins\nzwei\ndrei\n");
        assertThat(tail(log(""), 9)).isEqualTo(new LogPiece("", 0));
    }

    private Path log(String text) throws IOException {
        return Files.writeString(directory.resolve("x.log"), text);
    }

    private static LogPiece from(Path log, long offset, int most) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            return LogPiece.from(channel, offset, most);
        }
    }

    private static LogPiece tail(Path log, int lines) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            return LogPiece.tail(channel, lines, 1000);
        }
    }
}
