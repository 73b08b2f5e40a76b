package dev.caravan.api.file;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.NotFoundException;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FileStore;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.why.Explanation;
import dev.caravan.why.Why;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what is known of files. */
public class FileDetails {
    private final FileCatalog catalog;
    private final FileStore store;
    private final SourceRules rules;
    private final Why why;

    public FileDetails(FileCatalog catalog, FileStore store, SourceRules rules, Why why) {
        this.catalog = catalog;
        this.store = store;
        this.rules = rules;
        this.why = why;
    }

    /** `GET /files`. */
    public FileListView list(ApiRequest request) {
        FileQuestion question = FileQuestion.of(request, rules);
        return FileListView.of(catalog.list(question.filter(), question.after(), question.limit()));
    }

    /** `GET /files/record`. */
    public FileView record(ApiRequest request) {
        Path path = path(request);
        Optional<String> fault = store.fault(path);
        if (fault.isPresent()) {
            return FileView.of(new FileEntry(path.toString(), "UNKNOWN", null, fault.get()));
        }
        return store.find(path)
                .map(FileView::of)
                .orElseThrow(() -> new NotFoundException(
                        "there is no record of a file '" + path + "'; GET /api/v1/files/why says why"));
    }

    /** `GET /files/why`. */
    public Explanation why(ApiRequest request) {
        return why.explain(path(request));
    }

    private static Path path(ApiRequest request) {
        request.allowParameters("path");
        return RequestedPath.of("path", request.parameter("path").orElse(null));
    }
}
