package dev.caravan.s3;

class EmbeddedServerTest extends ServerContract {

    @Override
    ATarget target() {
        return ATarget.named("here");
    }
}
