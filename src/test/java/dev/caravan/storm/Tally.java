package dev.caravan.storm;

import dev.caravan.version.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was sent more than once, and whether it had to be.
 *
 * <p>A part had to be sent again when it was in flight at a kill: the server may have had it, but Redis did not know so yet. What Redis
 * knew was never to be sent again, nor a part of an upload that the server had completed, nor anything twice in one life of the
 * service. As each of the service's connections has one part at a time, and notes it before it takes the next, no kill can
 * have cost more parts than there are connections. An object that is sent in one request is in flight until the server has answered:
 * whoever comes later finds it there.
 *
 * <p>A part is the same part when dataset, object, number and content are the same, whatever the version is called: an upload that began
 * anew under another name shows, too.
 */
final class Tally {
    private final List<Request> requests;
    private final List<Death> deaths;
    private final Map<String, List<Request>> parts;
    private final Map<String, List<Request>> objects;
    private final List<String> needless = new ArrayList<>();
    private final Map<Integer, Integer> again = new TreeMap<>();

    /** @param deaths by the number of the life that ended */
    Tally(List<Request> requests, List<Death> deaths) {
        this.requests = requests;
        this.deaths = deaths;
        this.parts = received(Request::isPart, Tally::part);
        this.objects = received(Request::isObject, request -> request.key() + " with " + request.sha256());
        parts.values().forEach(same -> judge(same, this::whyPart));
        objects.values().forEach(same -> judge(same, this::whyObject));
    }

    /** What ought not to have been sent again, and why. */
    List<String> needless() {
        return List.copyOf(needless);
    }

    /** Parts that were sent again after one kill, at most. */
    int mostAfterOneKill() {
        return again.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Parts and objects of versions that one life of the service has sent; not pointers, which a sweep of versions writes. */
    List<Request> sentIn(int life) {
        return requests.stream()
                .filter(request -> request.life() == life && (request.isPart() || request.isObject()))
                .filter(request -> !request.key().endsWith("/" + Pointer.NAME))
                .toList();
    }

    @Override
    public String toString() {
        return ("%d parts (%d MB) needed, %d sent again (%d at most after one kill), %d cut off on their way; %d objects needed,"
                        + " %d sent again; %d uploads begun, %d completed, %d aborted; parts were on their way at %d kills")
                .formatted(
                        parts.size(),
                        parts.values().stream()
                                        .mapToLong(same -> same.get(0).length())
                                        .sum()
                                / 1_000_000,
                        count(Request::isPart) - parts.size(),
                        mostAfterOneKill(),
                        requests.stream()
                                .filter(request -> request.isPart() && !request.succeeded())
                                .count(),
                        objects.size(),
                        count(Request::isObject) - objects.size(),
                        count(Request::isBegin),
                        count(Request::isCompletion),
                        requests.stream().filter(Request::isAbort).count(),
                        requests.stream()
                                .filter(this::wasCutByAKill)
                                .map(Request::life)
                                .distinct()
                                .count());
    }

    private boolean wasCutByAKill(Request request) {
        return request.isPart()
                && request.life() < deaths.size()
                && (request.isOpen()
                        || request.answeredAt() - deaths.get(request.life()).at() > 0);
    }

    private long count(Predicate<Request> kind) {
        return requests.stream().filter(kind).filter(Request::succeeded).count();
    }

    private Map<String, List<Request>> received(Predicate<Request> kind, Function<Request, String> identity) {
        return requests.stream()
                .filter(kind)
                .filter(Request::succeeded)
                .collect(Collectors.groupingBy(identity, LinkedHashMap::new, Collectors.toList()));
    }

    /** Key without the version, which is the directory above the object. */
    private static String part(Request request) {
        return request.key().replaceFirst("/[^/]+/([^/]+)$", "/*/$1") + ", part " + request.part() + " with "
                + request.sha256();
    }

    /** '' when it had to be sent again. */
    private interface Reason {
        String of(Request before, Request after);
    }

    private void judge(Collection<Request> same, Reason reason) {
        Request before = null;
        for (Request request : same) {
            if (before != null) {
                String why = before.life() == request.life() ? "twice in one life" : reason.of(before, request);
                if (!why.isEmpty()) {
                    needless.add(request + " after " + before + ": " + why);
                }
            }
            before = request;
        }
    }

    private String whyPart(Request before, Request after) {
        if (before.life() >= deaths.size()) {
            return "nobody was killed";
        }
        if (wasCompleted(before.upload(), after)) {
            return "its upload was completed";
        }
        if (deaths.get(before.life()).remembered().contains(Death.part(before.upload(), before.part()))) {
            return "Redis knew it";
        }
        again.merge(before.life(), 1, Integer::sum);
        return "";
    }

    /** Before the other request began. */
    private boolean wasCompleted(String upload, Request other) {
        return requests.subList(0, requests.indexOf(other)).stream()
                .anyMatch(request -> request.isCompletion()
                        && request.succeeded()
                        && request.upload().equals(upload));
    }

    private String whyObject(Request before, Request after) {
        boolean inFlight = before.life() < deaths.size()
                && before.answeredAt() - deaths.get(before.life()).at() > 0;
        return inFlight ? "" : "the server had answered";
    }
}
