package dev.caravan.api.retention;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.ConflictException;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.retention.DeletedSources;
import dev.caravan.retention.SourceLook;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what is gone from the sources, and takes the word of somebody who knows that it is. */
public class DeletedCalls {
    private final DeletedSources deleted;
    private final SourceRules rules;
    private final History history;

    public DeletedCalls(DeletedSources deleted, SourceRules rules, History history) {
        this.deleted = deleted;
        this.rules = rules;
        this.history = history;
    }

    /** `GET /deleted`. */
    public Object show(ApiRequest request) {
        request.allowParameters();
        return new DeletedView(deleted.newest());
    }

    /**
     * `POST /deleted/confirm`.
     *
     * @throws ConflictException the directory cannot be read, so that nobody can say what is gone
     */
    public SourceLook confirm(ApiRequest request) {
        request.allowParameters();
        Path root = root(Bodies.read(request, ConfirmBody.class).source());
        SourceLook look = deleted.confirm(root);
        if (look.isWithheld()) {
            throw new ConflictException(look.withheld());
        }
        history.append(NewOperation.on(root.toString(), "confirm-deleted")
                .by(request.caller().name())
                .noting("marked", look.marked()));
        return look;
    }

    private Path root(@Nullable String source) {
        return rules.roots().stream()
                .filter(root -> root.toString().equals(source))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequestException("source", source, "one of the source directories " + rules.roots()));
    }
}
