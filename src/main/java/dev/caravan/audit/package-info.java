/** Compares what lies on disk, in Redis and in the targets, reports what differs, and mends it on request. */
package dev.caravan.audit;
