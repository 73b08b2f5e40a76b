package dev.caravan.config;

import java.util.Set;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Some stage's runner gives its work to a cluster. */
final class UsesCluster implements Condition {
    private static final Set<String> STAGES = Set.of("convert", "geozarr", "publish");
    private static final Set<String> RUNNERS = Set.of("kubernetes", "argo");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return STAGES.stream().anyMatch(stage -> RUNNERS.contains(runner(context.getEnvironment(), stage)));
    }

    static String runner(Environment environment, String stage) {
        return environment.getProperty("caravan." + stage + ".runner", "");
    }
}
