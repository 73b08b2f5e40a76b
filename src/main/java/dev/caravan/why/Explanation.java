package dev.caravan.why;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a file is where it is.
 *
 * @param sentence for people; without a full stop
 * @param next what a person can do, or that nothing is to be done
 * @param facts what the sentence was made of, for programs
 */
public record Explanation(String path, FileState state, String sentence, String next, Map<String, Object> facts) {

    public Explanation {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
