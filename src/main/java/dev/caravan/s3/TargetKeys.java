package dev.caravan.s3;

import dev.caravan.setting.Glob;
import dev.caravan.setting.InvalidSettingException;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Which datasets go to a target, by their keys (`include` and `exclude` of a target). */
public final class TargetKeys {
    private final List<Glob> include;
    private final List<Glob> exclude;

    private TargetKeys(List<Glob> include, List<Glob> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /** @throws InvalidSettingException a pattern is malformed */
    public static TargetKeys of(TargetSettings target) {
        return of(target.name(), target.include(), target.exclude());
    }

    static TargetKeys of(String target, List<String> include, List<String> exclude) {
        String key = "caravan.publish.targets[" + target + "].";
        return new TargetKeys(globs(key + "include", include), globs(key + "exclude", exclude));
    }

    /** Whether a dataset with this key goes there. */
    public boolean take(String datasetKey) {
        return include.stream().anyMatch(glob -> glob.matches(datasetKey))
                && exclude.stream().noneMatch(glob -> glob.matches(datasetKey));
    }

    private static List<Glob> globs(String key, List<String> patterns) {
        return patterns.stream().map(pattern -> glob(key, pattern)).toList();
    }

    private static Glob glob(String key, String pattern) {
        try {
            return Glob.of(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    key,
                    pattern,
                    "patterns of dataset keys, such as area/** (see caravan.scan.sources[].include): "
                            + e.getDescription());
        }
    }
}
