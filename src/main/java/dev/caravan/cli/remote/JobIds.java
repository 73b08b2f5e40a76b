package dev.caravan.cli.remote;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The jobs that a command is about. */
final class JobIds {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of jobs.")
    private List<String> ids = new ArrayList<>();

    List<String> all() {
        return ids;
    }

    static String path(String id) {
        return "/jobs/" + Query.encode(id);
    }
}
