/**
 * Work that is done by a cluster: Jobs made of a template, adopted, followed to their end, and explained while they wait. Knows of jobs,
 * and nothing of what is converted.
 */
package dev.caravan.cluster;
