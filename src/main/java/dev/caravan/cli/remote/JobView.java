package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows a job that is being watched. */
interface JobView extends AutoCloseable {

    /** @param job as the API has it, whether or not it has changed */
    void state(JsonNode job);

    /** @param progress as the API has it */
    void progress(JsonNode progress);

    @Override
    void close();

    static JobView on(Screen screen) {
        Surroundings surroundings = screen.surroundings();
        return surroundings.errToTerminal()
                ? new BarView(screen.err(), surroundings.width(true) - 1)
                : new LinesView(screen.err(), surroundings.clock());
    }
}
