package dev.caravan.reprocess;

import dev.caravan.job.NewJob;

/**
 * An upload that belongs to no dataset's job.
 *
 * @param id of the job, the same for the same version and target
 */
record LateJob(String id, NewJob job) {}
