/** Turns an exception into a recorded outcome. */
package dev.caravan.stage.errors;
