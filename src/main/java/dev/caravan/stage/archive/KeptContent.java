package dev.caravan.stage.archive;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.s3.SequentialContent;
import java.io.IOException;
import java.io.InputStream;

/** An archive that lies in a target. */
record KeptContent(KeptArchive kept, ExpectedArchive expected) implements SequentialContent {

    @Override
    public InputStream open() throws IOException {
        return ProvenStream.of(kept.open(expected), expected);
    }

    @Override
    public long mostBytes() {
        return expected.object().size();
    }
}
