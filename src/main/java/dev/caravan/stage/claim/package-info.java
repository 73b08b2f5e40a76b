/** The stage that takes a found dataset for exactly one instance, or says why it may not be taken. */
package dev.caravan.stage.claim;
