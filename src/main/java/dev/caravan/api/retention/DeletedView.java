package dev.caravan.api.retention;

import dev.caravan.retention.SourceLook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The newest look through each source directory that was looked through. */
@Schema(name = "Deleted")
record DeletedView(List<SourceLook> sources) {}
