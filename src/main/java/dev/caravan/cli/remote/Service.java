package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The API of a running service. Every method throws {@link RemoteException} when it is refused or cannot be asked. */
final class Service {
    private final Transport transport;

    Service(Transport transport) {
        this.transport = transport;
    }

    JsonNode get(String path) {
        return get(path, new Query());
    }

    JsonNode get(String path, Query query) {
        return send(Request.get(path + query)).json();
    }

    JsonNode post(String path, @Nullable JsonNode body) {
        return send(Request.post(path, body)).json();
    }

    JsonNode put(String path, JsonNode body) {
        return send(Request.put(path, body)).json();
    }

    void delete(String path) {
        send(Request.delete(path));
    }

    /** An answer that is an error becomes an exception. */
    Answer send(Request request) {
        Answer answer = transport.send(request);
        if (!answer.isGood()) {
            throw RemoteException.of(answer);
        }
        return answer;
    }

    /** What the service names without a beginning, at the address by which it was asked. */
    String absolute(String address) {
        return address.startsWith("/") ? transport.service() + address : address;
    }

    Transport transport() {
        return transport;
    }

    static JsonNode array(JsonNode only) {
        return JsonNodeFactory.instance.arrayNode().add(only);
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
