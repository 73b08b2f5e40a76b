package dev.caravan.api.file;

import dev.caravan.file.FilePage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
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

    static FileListView of(FilePage page) {
        return new FileListView(
                page.items().stream().map(FileView::of).toList(),
                page.next() == null ? null : PathCursor.of(page.next()));
    }
}
