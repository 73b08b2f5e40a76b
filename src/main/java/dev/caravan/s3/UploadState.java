package dev.caravan.s3;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an upload in parts that has begun and not ended.
 *
 * @param key of the object
 * @param upload the server's id of it
 * @param source of what: a file's path, size and time, so that parts of another content are never put together
 * @param partSize bytes of its parts, but for the last
 * @param evidence by which parts are compared
 * @param parts what has been received, by the number of the part, the first being 1
 */
record UploadState(
        String key, String upload, String source, long partSize, Evidence evidence, Map<Integer, ReceivedPart> parts) {

    UploadState {
        parts = Map.copyOf(parts);
    }

    UploadState with(int number, ReceivedPart part) {
        Map<Integer, ReceivedPart> more = new TreeMap<>(parts);
        more.put(number, part);
        return new UploadState(key, upload, source, partSize, evidence, more);
    }

    /** Whether parts of this content, cut in the same way, would continue it. */
    boolean continues(String aSource, long aPartSize, Evidence anEvidence) {
        return source.equals(aSource) && partSize == aPartSize && evidence == anEvidence;
    }
}
