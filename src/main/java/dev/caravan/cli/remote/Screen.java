package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Clock;

/** Where a command tells what it found. */
record Screen(PrintWriter out, PrintWriter err, Surroundings surroundings) {

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One object on one line, as the API has it. */
    void json(JsonNode value) {
        line(value.toString());
    }

    void table(Table table) {
        table.print(out, width(), paint());
    }

    /** A line that is no part of the result. */
    void note(String text) {
        err.println(text);
        err.flush();
    }

    void error(RemoteException fault) {
        fault.lines().forEach(line -> note("error: " + Words.printable(line)));
    }

    /** Whether nobody reads any more: `| head`. */
    boolean isClosed() {
        return out.checkError();
    }

    int width() {
        return surroundings.width(surroundings.outToTerminal());
    }

    Paint paint() {
        return surroundings.colours() ? Paint.COLOURS : Paint.PLAIN;
    }

    Clock clock() {
        return surroundings.clock();
    }
}
