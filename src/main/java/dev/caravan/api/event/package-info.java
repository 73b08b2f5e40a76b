/** The stream of events over HTTP: server-sent events, without a thread for each client. */
package dev.caravan.api.event;
