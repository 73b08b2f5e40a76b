package dev.caravan.stage.archive;

import dev.caravan.s3.SequentialContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** An archive that lies on disk. */
record SpooledContent(Plan.Spooled spooled) implements SequentialContent {

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(spooled.file());
    }

    @Override
    public long mostBytes() {
        return spooled.size();
    }
}
