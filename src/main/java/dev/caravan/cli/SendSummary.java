package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came of an order: for people, or for programs as one JSON object on one line.
 *
 * @param tally of what was sent
 * @param out standard output
 * @param json whether a program reads it
 */
record SendSummary(SendTally tally, PrintWriter out, boolean json) {

    /** @return the exit code */
    int done() {
        if (json) {
            print(fields());
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d objects, %,d bytes: %,d objects sent, %,d were there already%n",
                    tally.objects(),
                    tally.bytes(),
                    tally.objectsSent(),
                    tally.objectsUnchanged());
            out.flush();
        }
        return ExitCode.DONE;
    }

    /** @return the exit code */
    int failed(Throwable fault, PrintWriter err) {
        int exit = SendFault.exit(fault);
        err.println("error: " + Complaint.words(fault));
        boolean bug = exit == ExitCode.FAILED && !Complaint.isForeseen(fault);
        if (bug) {
            fault.printStackTrace(err);
        }
        err.flush();
        if (json) {
            Map<String, Object> fields = fields();
            fields.put("error", Complaint.words(fault));
            fields.put("exit_code", exit);
            fields.put("bug", bug);
            print(fields);
        }
        return exit;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("objects", tally.objects());
        fields.put("bytes", tally.bytes());
        fields.put("objects_sent", tally.objectsSent());
        fields.put("bytes_sent", tally.bytesSent());
        fields.put("objects_unchanged", tally.objectsUnchanged());
        fields.put("peak_memory_bytes", PeakMemory.bytes());
        return fields;
    }

    private void print(Map<String, Object> fields) {
        try {
            out.println(new ObjectMapper().writeValueAsString(fields));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are JSON", e);
        }
    }
}
