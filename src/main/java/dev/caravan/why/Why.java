package dev.caravan.why;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Says for any path why it is where it is. It asks the same rules and the same records as a scan, so that it cannot tell
 * another story; it changes nothing.
 */
public final class Why {
    private final SourceRules rules;
    private final FileStore store;
    private final JobQueue queue;
    private final Outlook outlook;
    private final UnfoundFile unfound;
    private final UntakenFile untaken;
    private final EndedFile ended;
    private final JobOnItsWay onItsWay;
    private final Groups groups;
    private final GroupVoice groupVoice;

    public Why(
            SourceRules rules,
            FileStore store,
            JobQueue queue,
            Outlook outlook,
            Clock clock,
            JobVoice voice,
            Departure departure,
            Destinations destinations) {
        this.rules = rules;
        this.store = store;
        this.queue = queue;
        this.outlook = outlook;
        this.unfound = new UnfoundFile(outlook, departure);
        this.untaken = new UntakenFile(rules, outlook, clock);
        this.ended = new EndedFile(outlook, destinations);
        this.onItsWay = new JobOnItsWay(voice.standings(), voice.workers(), voice.lease());
        this.groups = new Groups(rules, store);
        this.groupVoice = new GroupVoice(onItsWay, outlook, destinations, clock);
    }

    /**
     * Why the file is where it is.
     *
     * @param path absolute and normalised
     */
    public Explanation explain(Path path) {
        Placement placement = rules.place(path);
        Optional<String> fault = store.fault(path);
        if (fault.isPresent() && placement.kind() == Placement.Kind.TAKEN) {
            return new Facts().explain(path, broken(path, fault.get()));
        }
        Optional<SourceRecord> record = fault.isPresent() ? Optional.empty() : store.find(path);
        Optional<Job> job = record.map(SourceRecord::job).flatMap(queue::get);
        Facts facts = new Facts().placement(placement).record(record).job(job);
        Optional<GroupSubject> group = groups.subject(placement, record);
        if (group.isPresent()) {
            Optional<Job> groupJob = group.get().job().flatMap(queue::get);
            return facts.group(group.get()).job(groupJob).explain(path, groupVoice.answer(group.get(), groupJob));
        }
        if (placement.kind() != Placement.Kind.TAKEN) {
            return facts.explain(path, unfound.answer(placement, record));
        }
        return facts.explain(path, taken(subject(placement.dataset(), record), job));
    }

    private Answer taken(Subject subject, Optional<Job> job) {
        Optional<SourceRecord> record = subject.record();
        if (record.isEmpty()) {
            return untaken.answer(subject);
        }
        FileStatus status = record.get().status();
        if (status == FileStatus.QUEUED || status == FileStatus.RUNNING) {
            return job.map(found -> onItsWay(subject, found)).orElseGet(() -> lost(subject, record.get()));
        }
        return switch (subject.verdict()) {
            case NEW, CHANGED -> untaken.answer(subject);
            case OUTDATED -> Remade.answer(record.get().publishedAt(), outlook);
            case BUSY ->
                new Answer(
                        FileState.QUEUED,
                        "claimed a moment ago, and being put into the queue",
                        "nothing is to be done: if that fails, it is taken again in a few seconds");
            case ABANDONED ->
                new Answer(
                        FileState.NEW,
                        "claimed by an instance that did not put it into the queue, and free again",
                        outlook.next());
            case UNCHANGED, FAILED, REFUSED, BROKEN -> ended.answer(subject, record.get());
        };
    }

    private Answer onItsWay(Subject subject, Job job) {
        Answer answer = onItsWay.answer(job);
        return subject.verdict() == Verdict.BUSY
                ? answer.adding("; the file has changed since, and is taken again when this version has ended")
                : answer;
    }

    private Answer lost(Subject subject, SourceRecord record) {
        return new Answer(
                FileState.FAILED,
                "failed: its record says " + record.status() + ", but the job " + record.job() + " does not exist",
                outlook.next() + "; if that does not take it: "
                        + subject.again().forced());
    }

    private static Answer broken(Path path, String fault) {
        return new Answer(
                FileState.FAILED,
                "failed: " + fault,
                "mend the record, or delete it, as by redis-cli del 'file:" + path + "'; the next scan takes the file");
    }

    private Subject subject(Dataset dataset, Optional<SourceRecord> record) {
        SourceFile file = dataset.sources().get(0);
        return new Subject(
                file, dataset.key(), record, store.ask(List.of(file)).stream().findFirst());
    }
}
