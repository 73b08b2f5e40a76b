/** What is published where: one record for each dataset and target, which outlives the jobs that made it. */
package dev.caravan.publication;
