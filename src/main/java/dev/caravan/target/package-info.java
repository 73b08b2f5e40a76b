/** How the configured S3 targets are: reachable, capable of what, and with what in them. */
package dev.caravan.target;
