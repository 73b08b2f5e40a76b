package dev.caravan.api.file;

import dev.caravan.file.FilePage;
import dev.caravan.publication.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of files. */
@Schema(name = "FileList", description = "A page of files, in the order of their paths.")
record FileListView(
        List<FileView> items,

        @Schema(
                description =
                        "The cursor of the next page; null at the end. A page may be short although more follows.")
        @Nullable
        String next) {

    static FileListView of(FilePage page, Map<String, List<Publication>> publications) {
        return new FileListView(
                page.items().stream()
                        .map(item -> FileView.of(item, publications))
                        .toList(),
                page.next() == null ? null : PathCursor.of(page.next()));
    }
}
