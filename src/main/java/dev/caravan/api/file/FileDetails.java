package dev.caravan.api.file;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.NotFoundException;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FilePage;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.viewer.Verdict;
import dev.caravan.why.Explanation;
import dev.caravan.why.FileState;
import dev.caravan.why.Why;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells what is known of files. */
public class FileDetails {
    private final FileCatalog catalog;
    private final FileStore store;
    private final SourceRules rules;
    private final Why why;
    private final PublicationStore publications;

    public FileDetails(
            FileCatalog catalog, FileStore store, SourceRules rules, Why why, PublicationStore publications) {
        this.catalog = catalog;
        this.store = store;
        this.rules = rules;
        this.why = why;
        this.publications = publications;
    }

    /** `GET /files`. */
    public FileListView list(ApiRequest request) {
        FileQuestion question = FileQuestion.of(request, rules);
        FilePage page = catalog.list(question.filter(), question.after(), question.limit());
        return FileListView.of(page, publications.find(keys(page)));
    }

    /** `GET /files/record`. */
    public FileView record(ApiRequest request) {
        Path path = path(request);
        Optional<String> fault = store.fault(path);
        if (fault.isPresent()) {
            return FileView.of(new FileEntry(path.toString(), "UNKNOWN", null, fault.get()));
        }
        return store.find(path)
                .map(record -> FileView.of(record, published(record)))
                .orElseThrow(() -> new NotFoundException(
                        "there is no record of a file '" + path + "'; GET /api/v1/files/why says why"));
    }

    /** `GET /files/why`. */
    public Explanation why(ApiRequest request) {
        Path path = path(request);
        Explanation explanation = why.explain(path);
        return explanation.state() == FileState.UNCHANGED ? seen(path, explanation) : explanation;
    }

    /** What is done may not be of use yet. */
    private Explanation seen(Path path, Explanation done) {
        String verdict = store.find(path)
                .map(record -> Verdict.of(published(record).getOrDefault(String.valueOf(record.key()), List.of())))
                .orElse(null);
        if (verdict == null) {
            return done;
        }
        Map<String, Object> facts = new LinkedHashMap<>(done.facts());
        facts.put("viewer", verdict);
        return new Explanation(
                done.path(),
                done.state(),
                done.sentence() + "; " + verdict,
                "caravan check-viewer " + path + " says what would mend it",
                facts);
    }

    private Map<String, List<Publication>> published(SourceRecord record) {
        return record.key() == null ? Map.of() : publications.find(List.of(record.key()));
    }

    /** Of the datasets of the page's files. */
    private static List<String> keys(FilePage page) {
        return page.items().stream()
                .map(FileEntry::record)
                .filter(Objects::nonNull)
                .map(SourceRecord::key)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Path path(ApiRequest request) {
        request.allowParameters("path");
        return RequestedPath.of("path", request.parameter("path").orElse(null));
    }
}
