package dev.caravan.job;

/**
 * What an attempt has to tell about itself, as JSON objects.
 *
 * @param attempt for the history: of this attempt only
 * @param result for the job: of all stages so far
 */
public record Notes(String attempt, String result) {
    public static final Notes NONE = new Notes("{}", "{}");
}
