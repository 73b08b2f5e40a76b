package dev.caravan.api.worker;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.NotFoundException;
import dev.caravan.job.Worker;
import dev.caravan.job.WorkerCommand;
import dev.caravan.job.Workers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Answers which workers there are, and passes orders on to them. */
public class WorkerCalls {
    private static final Choice<WorkerCommand> COMMAND = Choice.of(
            "command", WorkerCommand.values(), command -> command.name().toLowerCase(Locale.ROOT));

    private final Workers workers;

    public WorkerCalls(Workers workers) {
        this.workers = workers;
    }

    /** `GET /workers`. */
    public List<WorkerView> list(ApiRequest request) {
        request.allowParameters();
        return workers.list().stream().map(WorkerView::of).toList();
    }

    /** `GET /workers/{id}`. */
    public WorkerView get(ApiRequest request) {
        request.allowParameters();
        String id = request.pathParameter("id");
        return workers.get(id).map(WorkerView::of).orElseThrow(() -> unknown(id));
    }

    /** `POST /workers/{id}/{command}`: 202 with those that were told, as they are now; they obey within about a second. */
    public Answer tell(ApiRequest request) {
        request.allowParameters();
        Bodies.none(request);
        WorkerCommand command = COMMAND.value(request.pathParameter("command"));
        String which = request.pathParameter("id");
        Set<String> told = new HashSet<>(tell(which, command));
        if (told.isEmpty()) {
            throw unknown(which);
        }
        List<WorkerView> views = workers.list().stream()
                .filter(worker -> told.contains(worker.id()))
                .map(WorkerView::of)
                .toList();
        return new Answer(202, Map.of(), Answer.JSON, views);
    }

    private List<String> tell(String which, WorkerCommand command) {
        try {
            return workers.tell(which, command);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("id", which, "<instance>:<stage>, *:<stage>, <instance>:* or *");
        }
    }

    private NotFoundException unknown(String id) {
        List<String> known = workers.list().stream().map(Worker::id).toList();
        return new NotFoundException("there is no worker '" + id + "'; there are " + known);
    }
}
