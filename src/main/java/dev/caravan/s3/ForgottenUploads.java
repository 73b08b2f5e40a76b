package dev.caravan.s3;

import java.util.List;
import java.util.Optional;

/** For programs that have nowhere to remember uploads. */
final class ForgottenUploads implements UploadStates {

    @Override
    public boolean remembers() {
        return false;
    }

    @Override
    public Optional<UploadState> find(String target, String key) {
        return Optional.empty();
    }

    @Override
    public List<RememberedUpload> all(String target) {
        return List.of();
    }

    @Override
    public long count(String target) {
        return 0;
    }

    @Override
    public void begin(String target, UploadState state) {}

    @Override
    public void received(String target, UploadState state, int number, ReceivedPart part) {}

    @Override
    public void takenOver(String target, UploadState state, String job) {}

    @Override
    public void end(String target, UploadState state) {}
}
