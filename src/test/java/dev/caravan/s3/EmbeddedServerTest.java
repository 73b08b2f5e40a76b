package dev.caravan.s3;

import java.io.IOException;

class EmbeddedServerTest extends ServerContract {

    @Override
    ATarget target() {
        return ATarget.named("here");
    }

    @Override
    FarTarget far() throws IOException {
        return new FarTarget();
    }
}
