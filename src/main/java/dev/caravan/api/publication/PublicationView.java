package dev.caravan.api.publication;

import dev.caravan.publication.Publication;
import dev.caravan.publication.Viewing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dataset in a target as the API shows it. */
@Schema(
        name = "Publication",
        description = "A dataset in one target, after each of its objects was proven to be there.")
record PublicationView(
        @Schema(description = "The dataset's key.", example = "area1/a")
        String dataset,

        String target,

        @Schema(allowableValues = {"plain", "versioned"}) String layout,

        @Schema(description = "As the manifest has it; empty when there was none.")
        String version,

        @Schema(description = "What a viewer opens.") String address,

        @Schema(description = "What names the newest version; only in the versioned layout.") @Nullable
        String pointer,

        @Schema(description = "How many there are.") int objects,
        long bytes,

        @Schema(description = "When the last object was proven.")
        Instant at,

        @Schema(description = "The job that published it.") String job,

        @Schema(description = "What came of looking at it as a browser does.") @Nullable
        Viewing viewing) {

    static PublicationView of(String dataset, Publication publication) {
        return new PublicationView(
                dataset,
                publication.target(),
                publication.layout().name().toLowerCase(Locale.ROOT),
                publication.version(),
                publication.address().toString(),
                publication.pointer() == null ? null : publication.pointer().toString(),
                publication.objects(),
                publication.bytes(),
                publication.at(),
                publication.job(),
                publication.viewing());
    }
}
