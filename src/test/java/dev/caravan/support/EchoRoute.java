package dev.caravan.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Routes of the API that answer with what they know of the request, and one that answers with the headers that Camel has. */
public final class EchoRoute {
    /** GET and POST; for POST a name may follow. */
    public static final String PATH = "/api/v1/echo";

    public static final String HEADERS = "/api/v1/echo-headers";

    private static final String REST = """
            - rest:
                id: api-echo
                path: /api/v1
                get:
                  - id: api-echo-get
                    path: /echo
                    to: direct:echo-get
                post:
                  - id: api-echo-post
                    path: /echo
                    to: direct:echo-post
                  - id: api-echo-named
                    path: /echo/{name}
                    to: direct:echo-named
                  - id: api-echo-headers
                    path: /echo-headers
                    to: direct:echo-headers
            - route:
                id: echo-headers
                from:
                  uri: direct:echo-headers
                  steps:
                    - setBody:
                        expression:
                          simple:
                            expression: "${headers}"
                    - convertBodyTo:
                        type: java.lang.String
                    - removeHeaders:
                        pattern: "*"
            """;

    private static final String ECHO = """
            - route:
                id: %1$s
                routeConfigurationId: api-errors
                from:
                  uri: direct:%1$s
                  steps:
                    - bean:
                        ref: requests
                        method: read
                    - removeHeaders:
                        pattern: "*"
                    - bean:
                        ref: answers
                        method: json
            """;

    private EchoRoute() {}

    /** Puts them beside the project's routes. */
    public static void into(Path routes) throws IOException {
        Files.writeString(
                routes.resolve("api-echo.camel.yaml"),
                REST + ECHO.formatted("echo-get") + ECHO.formatted("echo-post") + ECHO.formatted("echo-named"));
    }
}
