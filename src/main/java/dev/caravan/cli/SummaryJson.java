package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What came of a conversion, for programs: one JSON object on one line. docs/convert.md describes its fields. */
final class SummaryJson {

    private SummaryJson() {}

    static void print(Outcome outcome, PrintWriter out) throws IOException {
        write(out, json -> {
            ConversionReport report = outcome.report();
            json.writeStringField("octree", outcome.output().toString());
            json.writeBooleanField("verified", outcome.proof().passed());
            json.writeNumberField("points", report.pointsWritten());
            json.writeNumberField("points_read", report.pointsRead());
            json.writeNumberField("nodes", report.nodes());
            json.writeNumberField("depth", report.depth());
            json.writeNumberField("bytes", report.bytes());
            json.writeNumberField("points_per_second", Math.round(outcome.pointsPerSecond()));
            writeCost(json, outcome.total());
            json.writeNumberField("peak_memory_bytes", PeakMemory.bytes());
            writePhases(json, outcome.costs());
            json.writeArrayFieldStart("warnings");
            for (String warning : report.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        });
    }

    /** What a conversion failed of. */
    static void printFailure(Throwable fault, PrintWriter out) throws IOException {
        write(out, json -> {
            json.writeBooleanField("verified", false);
            json.writeStringField("error", Complaint.words(fault));
            json.writeNumberField("exit_code", ExitCode.of(fault));
            json.writeBooleanField("bug", !Complaint.isForeseen(fault));
        });
    }

    private static void writePhases(JsonGenerator json, Map<Phase, Cost> costs) throws IOException {
        json.writeArrayFieldStart("phases");
        for (Map.Entry<Phase, Cost> phase : costs.entrySet()) {
            json.writeStartObject();
            json.writeStringField("phase", phase.getKey().toString());
            writeCost(json, phase.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCost(JsonGenerator json, Cost cost) throws IOException {
        json.writeNumberField("wall_seconds", Outcome.seconds(cost.wall()));
        json.writeNumberField("cpu_seconds", Outcome.seconds(cost.cpu()));
    }

    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static void write(PrintWriter out, Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        }
        out.println(text);
        out.flush();
    }
}
