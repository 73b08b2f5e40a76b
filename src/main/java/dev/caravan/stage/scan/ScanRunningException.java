package dev.caravan.stage.scan;

import java.time.Instant;

/** A scan was asked for while one is running. It is not the answer to wait: the running one sees the same files. */
public class ScanRunningException extends IllegalStateException {

    ScanRunningException(Instant since) {
        super("a scan has been running since " + since + "; ask again when it has ended");
    }
}
