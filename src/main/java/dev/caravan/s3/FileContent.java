package dev.caravan.s3;

import java.io.IOException;

/** Of a file; whatever is asked for is computed by reading all of it. */
final class FileContent implements ObjectContent {
    private final LocalObject object;

    FileContent(LocalObject object) {
        this.object = object;
    }

    @Override
    public long size() {
        return object.size();
    }

    @Override
    public String checksum(ChecksumKind kind) throws IOException {
        return ObjectDigests.checksum(object.whole(), kind);
    }

    @Override
    public String eTag(boolean inParts) throws IOException {
        if (!inParts) {
            return object.whole().digest(Evidence.MD5).md5();
        }
        PartDigest[] parts = new PartDigest[object.parts()];
        for (int index = 0; index < parts.length; index++) {
            parts[index] = object.part(index).digest(Evidence.MD5);
        }
        return ObjectDigests.eTag(parts);
    }

    @Override
    public int parts() {
        return object.parts();
    }
}
