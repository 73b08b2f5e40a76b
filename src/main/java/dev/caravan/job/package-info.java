/** Jobs, their states, and the durable queue in Redis that carries them from stage to stage. Knows nothing of Camel. */
package dev.caravan.job;
