package dev.caravan.component;

import dev.caravan.job.JobRun;
import dev.caravan.job.LeasedRun;
import dev.caravan.job.NewBranch;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends on: inside a job's route the job moves to the stage, elsewhere a new job is made. Only the body is carried,
 * no header and no property. An exchange is sent on once.
 */
final class JobsProducer extends DefaultProducer {
    /** The exchange property that holds the id given by the claim, which becomes the job's. */
    static final String CLAIM = "claim";
    /** The exchange property that says where this exchange has been sent. */
    static final String SENT = "jobsSent";

    private final JobsEndpoint endpoint;

    JobsProducer(JobsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        String then = endpoint.getThen();
        if (then == null) {
            Object body = exchange.getMessage().getMandatoryBody();
            send(exchange, endpoint.jobs().requirePayloadFormats().of(body));
        } else {
            fanOut(exchange, then);
            endpoint.jobs().doorbell(then).ring();
        }
        endpoint.jobs().doorbell(endpoint.getStage()).ring();
    }

    private void fanOut(Exchange exchange, String then) throws InvalidPayloadException {
        LeasedRun run = leased(exchange.getProperty(JobRun.PROPERTY));
        List<NewBranch> branches =
                new Branches(endpoint).of(run.id(), exchange.getMessage().getMandatoryBody(List.class));
        run.fanOut(endpoint.jobs().requireQueue(), endpoint.getStage(), then, branches);
    }

    private <T> void send(Exchange exchange, PayloadFormat<T> format) throws InvalidPayloadException {
        T body = exchange.getMessage().getMandatoryBody(format.type());
        Object run = exchange.getProperty(JobRun.PROPERTY);
        if (run == null) {
            enqueue(exchange, format, body);
        } else {
            leased(run).move(endpoint.jobs().requireQueue(), endpoint.getStage(), format.toJson(body));
        }
    }

    private <T> void enqueue(Exchange exchange, PayloadFormat<T> format, T body) {
        Object sent = exchange.getProperty(SENT);
        if (sent != null) {
            throw new IllegalStateException("the exchange was sent to jobs:" + sent + " and then to "
                    + endpoint.getEndpointUri() + "; a route sends an exchange on once");
        }
        NewJob job = job(exchange, format, body);
        endpoint.jobs().requireQueue().enqueue(job);
        exchange.setProperty(SENT, endpoint.getStage());
    }

    private <T> NewJob job(Exchange exchange, PayloadFormat<T> format, T body) {
        NewJob job = NewJob.unclaimed(
                        endpoint.getStage(), format.title(body), format.toJson(body), format.subjects(body))
                .as(format.jobType(body));
        NewJob whole = job.on(format.target(body), format.bytes(body))
                .within(endpoint.settings().limits(job.type(), format.bytes(body)))
                .from(origin(exchange, format.origin(body)))
                .with(exchange.getProperty(
                        Priority.PROPERTY,
                        format.priority(body).orElse(endpoint.priorityOf(job.type())),
                        Priority.class));
        String claim = exchange.getProperty(CLAIM, String.class);
        return claim == null ? format.id(body).map(whole::named).orElse(whole) : whole.of(claim);
    }

    private static Origin origin(Exchange exchange, Origin ofBody) {
        Origin origin = exchange.getProperty(Origin.PROPERTY, ofBody, Origin.class);
        String parent = exchange.getProperty(Origin.PARENT, String.class);
        return parent == null ? origin : origin.within(parent);
    }

    private static LeasedRun leased(@Nullable Object run) {
        if (run instanceof LeasedRun leased) {
            return leased;
        }
        String found = run == null ? "nothing" : "a " + run.getClass().getName();
        throw new IllegalStateException("the exchange property '" + JobRun.PROPERTY + "' holds " + found
                + ", and no run that a jobs: consumer has made");
    }
}
