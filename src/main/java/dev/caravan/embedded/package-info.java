/** The two servers that a fresh machine does not have, run by the service itself: Redis and S3. */
package dev.caravan.embedded;
