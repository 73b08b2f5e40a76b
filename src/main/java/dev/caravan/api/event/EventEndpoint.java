package dev.caravan.api.event;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Problem;
import dev.caravan.api.Problems;
import dev.caravan.api.RequestFilter;
import dev.caravan.job.EventId;
import dev.caravan.job.JobEvents;
import dev.caravan.job.PastEvents;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;

/** `GET /api/v1/events`. No Camel route: it would hold a thread for as long as a client listens. */
public class EventEndpoint implements HttpRequestHandler {
    private static final int PAGE = 1000;

    private final JobEvents events;
    private final EventBroadcast broadcast;

    public EventEndpoint(JobEvents events, EventBroadcast broadcast) {
        this.events = events;
        this.broadcast = broadcast;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "events are asked for by GET")
                    .answer(request, response);
            return;
        }
        try {
            answer(RequestFilter.requestOf(request), request, response);
        } catch (BadRequestException | DataAccessException e) {
            Problems.of(e).answer(request, response);
        }
    }

    private void answer(ApiRequest asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        EventQuestion question = EventQuestion.of(asked);
        EventId after = question.after() == null ? events.end() : question.after();
        EventClient client = new EventClient(question, after, response.getOutputStream(), broadcast::remove);
        PastEvents past = events.since(after, PAGE);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        response.getOutputStream().write(EventText.comment("events"));
        if (!past.complete()) {
            response.getOutputStream().write(EventText.gap("what came next is no longer kept"));
        }
        EventId place = replay(client, past, after);
        response.flushBuffer();
        follow(client, place, request);
    }

    /** All but the newest, which {@link #follow} asks for again. */
    private EventId replay(EventClient client, PastEvents first, EventId after) throws IOException {
        PastEvents past = first;
        EventId place = after;
        while (!past.events().isEmpty()) {
            for (var event : past.events()) {
                client.replay(event);
                place = event.id();
            }
            if (past.events().size() < PAGE) {
                break;
            }
            past = events.since(place, PAGE);
        }
        return place;
    }

    /** Nothing that happens in between is lost: what is heard waits until the last of what has happened before was told. */
    private void follow(EventClient client, EventId place, HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        synchronized (client) {
            if (broadcast.add(client)) {
                events.since(place, PAGE).events().forEach(client::heard);
            } else {
                client.say(EventText.gap("too many listen, or the service ends"));
                client.end();
            }
        }
        client.goLive(context);
    }
}
