package dev.caravan.s3;

import java.time.Instant;

/**
 * An upload that may be gone on with.
 *
 * @param since when its last part was received, or when it began
 */
record RememberedUpload(UploadState state, Instant since) {}
