package dev.caravan.s3;

import java.util.Map;

/**
 * What is known of an upload in parts that has begun and not ended.
 *
 * @param key of the object
 * @param upload the server's id of it
 * @param source of what: a file's path, size and time, so that parts of another content are never put together
 * @param partSize bytes of its parts, but for the last
 * @param evidence by which parts are compared
 * @param job id of the one that has begun it, or went on with it last; '' when it is none's
 * @param parts what has been received, by the number of the part, the first being 1
 */
record UploadState(
        String key,
        String upload,
        String source,
        long partSize,
        Evidence evidence,
        String job,
        Map<Integer, ReceivedPart> parts) {

    UploadState {
        parts = Map.copyOf(parts);
    }

    /** Not begun yet, so without an id and without parts. */
    static UploadState wanted(String key, String source, long partSize, Evidence evidence, String job) {
        return new UploadState(key, "", source, partSize, evidence, job, Map.of());
    }

    /** As the server has begun it. */
    UploadState begun(String id) {
        return new UploadState(key, id, source, partSize, evidence, job, parts);
    }

    /** With no other parts than these. */
    UploadState having(Map<Integer, ReceivedPart> others) {
        return new UploadState(key, upload, source, partSize, evidence, job, others);
    }

    /** Whether parts of this content, cut in the same way, would continue it. */
    boolean continues(String aSource, long aPartSize, Evidence anEvidence) {
        return source.equals(aSource) && partSize == aPartSize && evidence == anEvidence;
    }
}
