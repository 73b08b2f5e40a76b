package dev.caravan.why;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The request by which one file is processed once more, as people can copy it. */
record ReprocessCall(String path, boolean fromPublish, boolean force) {

    static ReprocessCall of(String path) {
        return new ReprocessCall(path, false, false);
    }

    ReprocessCall from(String stage) {
        return new ReprocessCall(path, stage.equals("publish") || stage.equals("record"), force);
    }

    ReprocessCall forced() {
        return new ReprocessCall(path, fromPublish, true);
    }

    @Override
    public String toString() {
        return "POST /api/v1/files/reprocess {\"path\": \""
                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(path)) + "\""
                + (fromPublish ? ", \"from\": \"publish\"" : "") + (force ? ", \"force\": true" : "") + "}";
    }
}
