package dev.caravan.viewer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Ways to what is published, for somebody who has no credentials. */
@Schema(name = "Link", description = "Ways to one publication, for some time.")
public record Link(
        String dataset,
        String target,
        String version,

        @Schema(
                description =
                        "Address of metadata.json, or of the archive, at this service: it has no query, so viewers take it. Without a beginning (/view/…) unless caravan.viewer.public-url is set.")
        String view,

        Instant expires,

        @Schema(description = "Each object, signed for the S3 server; for programs that take addresses with a query.")
        List<SignedObject> objects) {

    /** An object's address. */
    @Schema(name = "SignedObject")
    public record SignedObject(
            String name, @Schema(description = "For GET.") String url) {}
}
