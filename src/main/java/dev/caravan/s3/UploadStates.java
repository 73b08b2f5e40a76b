package dev.caravan.s3;

import java.util.List;
import java.util.Optional;

/** Remembers uploads in parts, so that one that was cut off goes on with the parts that are missing. */
public interface UploadStates {

    /** Whether it remembers anything: if not, what was cut off is removed at once. */
    boolean remembers();

    Optional<UploadState> find(String target, String key);

    /** All of a target, in any order. */
    List<RememberedUpload> all(String target);

    /** How many {@link #all} would list. */
    long count(String target);

    /** In place of any other upload of this key. */
    void begin(String target, UploadState state);

    /** Does nothing when the key has another upload by now. */
    void received(String target, UploadState state, int number, ReceivedPart part);

    /** Another job goes on with it. Does nothing when the key has another upload by now. */
    void takenOver(String target, UploadState state, String job);

    /** Completed or aborted. Does nothing when the key has another upload by now. */
    void end(String target, UploadState state);
}
