package dev.caravan.config;

import java.util.function.Predicate;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether any embedded server is wanted, by the settings that were read before the first bean. */
class EmbeddedCondition implements Condition {
    private final Predicate<CaravanSettings> wanted;

    EmbeddedCondition() {
        this(settings -> redis(settings) || s3(settings));
    }

    private EmbeddedCondition(Predicate<CaravanSettings> wanted) {
        this.wanted = wanted;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return context.getBeanFactory() != null
                && wanted.test(context.getBeanFactory().getBean(CaravanSettings.class));
    }

    private static boolean redis(CaravanSettings settings) {
        return settings.redis().embedded();
    }

    private static boolean s3(CaravanSettings settings) {
        return !settings.publish().embeddedBuckets().isEmpty();
    }

    static final class Redis extends EmbeddedCondition {
        Redis() {
            super(EmbeddedCondition::redis);
        }
    }

    static final class S3 extends EmbeddedCondition {
        S3() {
            super(EmbeddedCondition::s3);
        }
    }
}
