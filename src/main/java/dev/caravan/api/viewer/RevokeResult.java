package dev.caravan.api.viewer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Answer to `POST /links/revoke`. */
@Schema(name = "RevokeResult", description = "When all links of this service ended.")
record RevokeResult(
        @Schema(
                description =
                        "Links below /view/ that were made before lead nowhere. Addresses that S3 servers check go on to their own end.")
        Instant revoked) {}
