package dev.caravan.component;

import dev.caravan.job.NewBranch;
import dev.caravan.job.PayloadFormat;
import java.util.ArrayList;
import java.util.List;

/** Makes jobs of the items of a route's body. */
final class Branches {
    private final JobsEndpoint endpoint;

    Branches(JobsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * One for each item, in their order.
     *
     * @throws IllegalArgumentException a job cannot carry an item, or two have the same name
     */
    List<NewBranch> of(String parent, List<?> items) {
        List<NewBranch> branches = new ArrayList<>();
        for (Object item : items) {
            NewBranch branch =
                    branch(parent, endpoint.jobs().requirePayloadFormats().of(item), item);
            if (branches.stream().anyMatch(other -> other.name().equals(branch.name()))) {
                throw new IllegalArgumentException(
                        "job " + parent + " is to have two branches with the name '" + branch.name() + "'");
            }
            branches.add(branch);
        }
        return branches;
    }

    private <T> NewBranch branch(String parent, PayloadFormat<T> format, Object item) {
        T body = format.type().cast(item);
        long bytes = format.bytes(body);
        return new NewBranch(
                NewBranch.id(parent, format.branch(body)),
                format.branch(body),
                format.required(body),
                format.jobType(body),
                format.title(body),
                format.target(body),
                format.toJson(body),
                bytes,
                endpoint.settings().limits(format.jobType(body), bytes));
    }
}
