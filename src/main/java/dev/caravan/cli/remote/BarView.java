package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** For people at a terminal: one line, drawn anew in its place, without any control but the return to its beginning. */
final class BarView implements JobView {
    private final PrintWriter out;
    private final int width;
    private int drawn;

    BarView(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void state(JsonNode job) {
        if (JobWords.isBatch(job)) {
            draw(BatchWords.bar(job));
        } else if (job.path("state").asText().equals("RUNNING")
                && job.path("progress").isObject()) {
            progress(job.path("progress"));
        } else {
            String position = JobWords.position(job);
            draw(JobWords.state(job) + (position.equals(Words.NOTHING) ? "" : ", " + position));
        }
    }

    @Override
    public void progress(JsonNode progress) {
        draw(ProgressWords.bar(progress));
    }

    @Override
    public void close() {
        draw("");
        out.print("\r");
        out.flush();
    }

    private void draw(String text) {
        String line = Table.fitted(text, width, Column.Kind.TEXT);
        int length = line.codePointCount(0, line.length());
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - length)));
        out.flush();
        drawn = length;
    }
}
