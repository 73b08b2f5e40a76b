package dev.caravan.file;

import dev.caravan.dataset.Roster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Asks about datasets of many files, and writes down why one is not taken. Each method is one atomic script. */
public final class RosterStore {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ASK = FileScript.load("dataset-ask", List.class);

    private static final RedisScript<String> NOTE = FileScript.load("dataset-note", String.class);

    private final StringRedisTemplate redis;
    private final Maker maker;

    /** As {@link FileStore#FileStore(StringRedisTemplate)}. */
    public RosterStore(StringRedisTemplate redis) {
        this(redis, Maker.ANY);
    }

    RosterStore(StringRedisTemplate redis, Maker maker) {
        this.redis = redis;
        this.maker = maker;
    }

    /**
     * Asks for all of them in one round trip.
     *
     * @return those that are not unchanged, in the given order
     */
    public List<RosterFinding> ask(List<Roster> rosters) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Roster roster : rosters) {
            keys.addAll(DatasetKeys.toAsk(roster));
            values.addAll(List.of(roster.key(), roster.target().toString(), roster.fingerprint()));
        }
        values.add(maker.mark());
        List<?> answer = redis.execute(ASK, keys, values.toArray());
        List<RosterFinding> findings = new ArrayList<>(answer.size() / 4);
        for (int i = 0; i < answer.size(); i += 4) {
            findings.add(new RosterFinding(
                    rosters.get(((Number) answer.get(i)).intValue()),
                    Verdict.valueOf((String) answer.get(i + 1)),
                    (String) answer.get(i + 2),
                    (String) answer.get(i + 3)));
        }
        return findings;
    }

    /** It is not complete yet. */
    public Noted waits(Roster roster, String reason) {
        return note(roster, "WAITING", reason, "", "");
    }

    /** A file is missing or cannot be read; so nothing of it is converted until something has changed. */
    public Noted failed(Roster roster, String reason) {
        return note(roster, "FAILED", reason, "", "");
    }

    /** Another dataset has one of its files. */
    public Noted refused(Roster roster, String reason, String otherKey, Path shared) {
        return note(roster, "REFUSED", reason, otherKey, shared.toString());
    }

    private Noted note(Roster roster, String status, String reason, String otherKey, String shared) {
        List<Object> values = new ArrayList<>(List.of(
                roster.key(),
                roster.target().toString(),
                roster.unit().word(),
                roster.fingerprint(),
                Integer.toString(roster.members().size()),
                status,
                reason,
                otherKey,
                shared));
        roster.files().forEach(file -> FileVersion.addTo(values, file));
        return Noted.valueOf(redis.execute(NOTE, DatasetKeys.toNote(roster), values.toArray()));
    }
}
