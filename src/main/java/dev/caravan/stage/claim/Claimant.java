package dev.caravan.stage.claim;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.Again;
import dev.caravan.file.ClaimAnswer;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.ClaimRequest;
import dev.caravan.file.FileClaims;
import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims datasets for this instance. What can only be seen on disk is looked at here, the rest is one script. */
public final class Claimant {
    private static final Logger log = LoggerFactory.getLogger(Claimant.class);

    private final FileClaims claims;
    private final ClaimSettings settings;

    public Claimant(FileClaims claims, ClaimSettings settings) {
        this.claims = claims;
        this.settings = settings;
    }

    Claim claim(Dataset dataset) {
        return claim(dataset, Again.NEVER);
    }

    Claim claim(Dataset dataset, Again again) {
        String id = UUID.randomUUID().toString();
        try {
            List<String> contents = settings.contentHash() ? ContentHash.of(dataset) : List.of();
            return claim(new ClaimRequest(dataset, id, settings.lease(), contents, null, again));
        } catch (UnsettledException | NoSuchFileException e) {
            return new Claim(id, ClaimOutcome.UNSETTLED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Claim(id, ClaimOutcome.UNREADABLE, "cannot read the content of " + name(dataset) + ": " + e);
        }
    }

    boolean release(Dataset dataset, String id) {
        boolean released = claims.release(dataset, id);
        if (released) {
            log.warn("{} could not be put into the queue; the next scan takes it again", name(dataset));
        }
        return released;
    }

    private Claim claim(ClaimRequest request) {
        ClaimAnswer answer = claims.claim(request);
        String owner = answer.owner();
        if (answer.outcome() != ClaimOutcome.REFUSED || owner == null) {
            return new Claim(request.id(), answer.outcome(), "");
        }
        Dataset dataset = request.dataset();
        boolean secondTry = request.gone() != null;
        if (!secondTry && new KeyOwner(owner, answer.ownerKey()).gone(dataset.root())) {
            return claim(request.withGone(owner));
        }
        return refuse(request, owner, answer);
    }

    private Claim refuse(ClaimRequest request, String owner, ClaimAnswer answer) {
        Dataset dataset = request.dataset();
        Path shared = answer.shared();
        String reason = shared == null
                ? "'%s' already has the dataset key '%s'; rename or remove one of the two"
                        .formatted(owner, dataset.key())
                : "'%s' is a file of the dataset '%s' ('%s') already; take it out of one of the two"
                        .formatted(shared, answer.ownerKey(), owner);
        boolean news = shared == null
                ? claims.refuse(dataset, owner, reason)
                : claims.refuse(dataset, answer.ownerKey(), shared, reason);
        if (news) {
            log.warn("{} is refused: {}", name(dataset), reason.replace('\n', ' '));
        }
        return new Claim(request.id(), ClaimOutcome.REFUSED, reason);
    }

    private static String name(Dataset dataset) {
        int count = dataset.sources().size();
        String files = count == 1 ? " (1 file)" : " (" + count + " files)";
        return "'" + PrintablePath.of(dataset.target()) + "'" + (dataset.group() == null ? "" : files);
    }
}
