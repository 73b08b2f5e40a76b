/** A request that is sent twice with the same key is done once. */
package dev.caravan.api.idempotency;
