package dev.caravan.cli.remote;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of a long list is printed, and how. */
final class ListOptions {

    @Mixin
    private JsonOption json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private long limit = 100;

    @Option(names = "--limit", paramLabel = "N", description = "Print at most so many. Default: 100.")
    private void limit(long most) {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + most + ", expected at least 1");
        }
        limit = most;
    }

    @Option(names = "--all", description = "Print all, however many.")
    private boolean all;

    /**
     * Reads and prints a list of the API.
     *
     * @param query its filters
     * @param none what to say when it is empty
     * @return the exit code
     */
    int print(Service service, String path, Query query, Screen screen, Table table, String none) {
        boolean more = Listing.read(service, path, query, most(), entry -> {
            if (json.isSet()) {
                screen.json(entry);
                return !screen.isClosed();
            }
            table.add(entry);
            return true;
        });
        if (!json.isSet()) {
            show(screen, table, none);
        }
        if (more) {
            screen.note("note: there are more than these " + most() + "; --limit N or --all lists them");
        }
        return RemoteExit.DONE;
    }

    private static void show(Screen screen, Table table, String none) {
        if (table.isEmpty()) {
            screen.note(none);
        } else {
            screen.table(table);
        }
    }

    long most() {
        return all ? Long.MAX_VALUE : limit;
    }
}
