package dev.caravan.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows a job to its end. Events say that something has happened; what has, is asked of the job itself, so that nothing depends
 * on an event that was lost. Where there are no events, the job is asked from time to time.
 */
final class Watch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(5);
    /** Times that a service may be found away, one after the other: it may be starting anew. */
    private static final int PATIENCE = 30;

    private final Service service;
    private final Screen screen;
    private final JsonOption json;
    private final JobView view;
    private String lastEvent = "";
    private boolean eventsRefused;

    Watch(Service service, Screen screen, JsonOption json) {
        this.service = service;
        this.screen = screen;
        this.json = json;
        this.view = JobView.on(screen);
    }

    /** @return the exit code, by the job's state */
    int until(String id) {
        return tell(end(id));
    }

    /** @return the job when it has ended; nothing is said of it */
    JsonNode end(String id) {
        JsonNode job = service.get(JobIds.path(id));
        try (view) {
            view.state(job);
            while (!JobWords.hasEnded(job)) {
                job = eventsRefused ? later(id) : follow(id);
            }
        }
        return job;
    }

    /** @return the exit code, by the job's state */
    int tell(JsonNode end) {
        json.print(end, screen, () -> say(end));
        return JobWords.exit(end);
    }

    private void say(JsonNode job) {
        screen.line(JobWords.end(job, screen.clock()));
        String advice = Words.of(job.path("failure").path("advice"));
        if (!advice.equals(Words.NOTHING)) {
            screen.line("advice: " + advice);
        }
    }

    /** @return the job as it is when the stream of events has ended, or the job */
    private JsonNode follow(String id) {
        try (EventStream events = EventStream.open(service.transport(), id, lastEvent)) {
            JsonNode job = look(id);
            while (!JobWords.hasEnded(job)) {
                ServerEvent event = events.next(QUIET);
                if (event == EventStream.END) {
                    return later(id);
                }
                job = event == null ? look(id) : after(event, job, id);
            }
            return job;
        } catch (RemoteException e) {
            if (e.exit() == RemoteExit.NOT_ALLOWED) {
                throw e;
            }
            eventsRefused = e.exit() != RemoteExit.UNREACHABLE;
            return later(id);
        }
    }

    private JsonNode after(ServerEvent event, JsonNode job, String id) {
        lastEvent = event.id().isEmpty() ? lastEvent : event.id();
        JsonNode progress = event.kind().equals("progress") && !JobWords.isBatch(job) ? progress(event, id) : null;
        if (progress == null) {
            return look(id);
        }
        view.progress(progress);
        return job;
    }

    /** What an event says of this job's progress; null when it says something else. */
    private static @Nullable JsonNode progress(ServerEvent event, String id) {
        try {
            JsonNode data = JSON.readTree(event.data());
            String job = data.path("job").asText(data.path("id").asText(id));
            JsonNode progress = data.path("progress").isObject() ? data.path("progress") : data;
            return job.equals(id) && progress.has("phase") ? progress : null;
        } catch (JsonProcessingException e) {
            // The job itself will say.
            return null;
        }
    }

    private JsonNode later(String id) {
        service.transport().pause(LOOK_AGAIN);
        return look(id);
    }

    private JsonNode look(String id) {
        for (int away = 0; ; away++) {
            try {
                JsonNode job = service.get(JobIds.path(id));
                view.state(job);
                return job;
            } catch (RemoteException e) {
                if (e.exit() != RemoteExit.UNREACHABLE || away >= PATIENCE) {
                    throw e;
                }
                service.transport().pause(LOOK_AGAIN);
            }
        }
    }
}
