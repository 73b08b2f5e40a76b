package dev.caravan.api.version;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.ConflictException;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.version.DamagedVersionException;
import dev.caravan.version.NoEarlierVersionException;
import dev.caravan.version.RollBack;
import dev.caravan.version.UnknownVersionException;
import dev.caravan.version.VersionList;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists versions, and rolls back to one. */
public class VersionCalls {
    private static final int LONGEST_NAME = 64;

    private final VersionList versions;
    private final RollBack rollBack;
    private final DatasetNames names;

    public VersionCalls(VersionList versions, RollBack rollBack, DatasetNames names) {
        this.versions = versions;
        this.rollBack = rollBack;
        this.names = names;
    }

    /** `GET /publications/versions`. */
    public VersionListView list(ApiRequest request) throws IOException {
        request.allowParameters("dataset", "path", "target");
        @Nullable String target = name("target", request.parameter("target").orElse(null));
        String dataset = names.key(
                request.parameter("dataset").orElse(null),
                request.parameter("path").orElse(null));
        try {
            List<VersionView> items =
                    versions.of(dataset, target).stream().map(VersionView::of).toList();
            if (items.isEmpty()) {
                throw new NotFoundException("no target has versions of '" + dataset + "'");
            }
            return new VersionListView(dataset, items);
        } catch (UnknownVersionException e) {
            throw new NotFoundException(text(e));
        }
    }

    /** `POST /publications/rollback`. */
    public RollBackView rollBack(ApiRequest request) throws IOException {
        request.allowParameters();
        RollBackBody body = Bodies.read(request, RollBackBody.class);
        @Nullable String target = name("target", body.target());
        @Nullable String version = name("version", body.version());
        String dataset = names.key(body.dataset(), body.path());
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        try {
            RollBack.Wish wish = new RollBack.Wish(dataset, target, version, dryRun);
            return RollBackView.of(
                    dataset, dryRun, rollBack.to(wish, request.caller().name()));
        } catch (UnknownVersionException e) {
            throw new NotFoundException(text(e));
        } catch (NoEarlierVersionException | DamagedVersionException e) {
            throw new ConflictException(text(e));
        }
    }

    /** @throws BadRequestException it cannot be the name of a target or a version */
    private static @Nullable String name(String field, @Nullable String value) {
        return Field.text(field, value, LONGEST_NAME);
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
