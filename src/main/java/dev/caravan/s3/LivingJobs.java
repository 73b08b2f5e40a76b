package dev.caravan.s3;

/** Knows of jobs whether they are still to end. */
public interface LivingJobs {

    /** False as well for a job that does not exist, or not any more. */
    boolean has(String job);
}
