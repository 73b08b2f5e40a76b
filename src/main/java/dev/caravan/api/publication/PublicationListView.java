package dev.caravan.api.publication;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of publications. */
@Schema(
        name = "PublicationList",
        description = "A page of publications, in the order of the datasets' keys, then of the targets' names.")
record PublicationListView(
        List<PublicationView> items,

        @Schema(
                description =
                        "The cursor of the next page; null at the end. A page may be short although more follows, and a little longer"
                                + " than the limit: the publications of a dataset are on one page.")
        @Nullable
        String next) {}
