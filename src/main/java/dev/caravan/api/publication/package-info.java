/** What is published where, and publishing to a target that was added later. */
package dev.caravan.api.publication;
