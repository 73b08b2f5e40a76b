package dev.caravan.cli.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Prints lines of JSON while they come, however many. */
final class Export {
    private final Service service;
    private final Screen screen;

    Export(Service service, Screen screen) {
        this.service = service;
        this.screen = screen;
    }

    /** @return the exit code */
    int print(String path) {
        Request request = Request.get(path).accepting("application/x-ndjson");
        HttpResponse<InputStream> answer = service.transport().open(request, Map.of());
        String about = service.transport().about(request);
        long lines = 0;
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw RemoteException.of(new Answer(about, answer.statusCode(), answer.headers(), body.readAllBytes()));
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null && !screen.isClosed(); line = reader.readLine()) {
                screen.out().println(line);
                lines++;
            }
            screen.out().flush();
            return RemoteExit.DONE;
        } catch (IOException e) {
            throw RemoteException.unreachable(about + " was cut after " + lines + " lines: " + e.getMessage(), e);
        }
    }
}
