/** The API of the history: operations, reports of them, and the clean-up. */
package dev.caravan.api.history;
