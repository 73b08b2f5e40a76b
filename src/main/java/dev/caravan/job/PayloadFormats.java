package dev.caravan.job;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which format a job's payload has: the body's class decides when a job is made, the job's type when it is worked on. */
public final class PayloadFormats {
    private final List<PayloadFormat<?>> formats;
    private final Map<JobType, PayloadFormat<?>> byType = new EnumMap<>(JobType.class);

    /** @throws IllegalArgumentException when two formats want jobs of one type */
    public PayloadFormats(List<PayloadFormat<?>> formats) {
        this.formats = List.copyOf(formats);
        for (PayloadFormat<?> format : formats) {
            for (JobType type : format.jobTypes()) {
                PayloadFormat<?> other = byType.put(type, format);
                if (other != null) {
                    throw new IllegalArgumentException("jobs of the type " + type.word() + " have two payload formats: "
                            + other.type().getName() + " and " + format.type().getName());
                }
            }
        }
    }

    /** The one format of all jobs. */
    public static PayloadFormats only(PayloadFormat<?> format) {
        return new PayloadFormats(List.of(format));
    }

    /**
     * The format of a route's body.
     *
     * @throws IllegalArgumentException when a job cannot carry such a body
     */
    public PayloadFormat<?> of(Object body) {
        return formats.stream()
                .filter(format -> format.type().isInstance(body))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a job cannot carry a body of the class "
                        + body.getClass().getName() + "; allowed are " + names()));
    }

    /**
     * The format of the payload of jobs of this type.
     *
     * @throws IllegalArgumentException when nothing here works on such jobs
     */
    public PayloadFormat<?> of(JobType type) {
        PayloadFormat<?> format = byType.get(type);
        if (format == null) {
            throw new IllegalArgumentException("a job of the type " + type.word() + " has no payload that can be read");
        }
        return format;
    }

    private List<String> names() {
        return formats.stream().map(format -> format.type().getName()).toList();
    }
}
