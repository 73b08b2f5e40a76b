package dev.caravan.why;

import dev.caravan.job.Branch;
import dev.caravan.job.Job;
import dev.caravan.job.JobState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Speaks of a job that waits for its branches. */
final class BranchVoice {

    private BranchVoice() {}

    static Answer answer(Job job) {
        List<Branch> required = job.branches().stream().filter(Branch::required).toList();
        List<Branch> missing = required.stream()
                .filter(branch -> branch.state() != JobState.COMPLETED)
                .toList();
        String open = missing.stream()
                .filter(branch -> !branch.state().isFinal())
                .map(branch -> "/api/v1/jobs/" + branch.job())
                .collect(Collectors.joining(", "));
        return new Answer(
                FileState.RUNNING,
                "running: " + job.stage() + ", " + (required.size() - missing.size()) + " of " + required.size()
                        + " done; waiting for "
                        + missing.stream().map(BranchVoice::how).collect(Collectors.joining(", ")),
                "nothing is to be done: GET " + open + " tells how far each is, POST /api/v1/jobs/" + job.id()
                        + "/cancel ends them all");
    }

    /** `target far (queued, because no route to host)` */
    private static String how(Branch branch) {
        String why = branch.reason().isEmpty() ? "" : ", because " + branch.reason();
        return branch.name() + " (" + branch.state().name().toLowerCase(Locale.ROOT) + why + ")";
    }
}
