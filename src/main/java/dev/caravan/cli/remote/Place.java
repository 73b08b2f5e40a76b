package dev.caravan.cli.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something to read: a file here, or what has an http(s) address, which may be a presigned one.
 *
 * @param file null of an address
 * @param address null of a file
 */
record Place(@Nullable Path file, @Nullable URI address) {
    private static final Duration CONNECT = Duration.ofSeconds(30);

    /**
     * Of a word of the command line.
     *
     * @throws IllegalArgumentException it begins as an address does, and is none
     */
    static Place of(String word, Path directory) {
        return word.matches("(?i)https?://.*")
                ? new Place(null, URI.create(word))
                : new Place(directory.resolve(word), null);
    }

    /** @throws IOException when there is nothing, or it may not be read */
    InputStream open() throws IOException {
        if (address != null) {
            return fetch(address);
        }
        Path path = java.util.Objects.requireNonNull(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(path);
    }

    private static InputStream fetch(URI address) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new FileNotFoundException("the server answered " + answer.statusCode()
                        + (answer.statusCode() == 403 ? "; a presigned address may have run out" : ""));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** What went wrong, for people. */
    static String reason(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return fault.getClass() == IOException.class || fault instanceof FileNotFoundException
                ? String.valueOf(fault.getMessage())
                : fault.toString();
    }

    /** Without the signature of an address. */
    @Override
    public String toString() {
        if (address == null) {
            return "'" + file + "'";
        }
        String text = address.toString();
        int query = text.indexOf('?');
        return "'" + (query < 0 ? text : text.substring(0, query)) + "'";
    }
}
