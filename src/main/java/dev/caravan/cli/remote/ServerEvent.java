package dev.caravan.cli.remote;

/**
 * A server-sent event.
 *
 * @param id by which the stream goes on after it; empty when it had none
 * @param kind `job`, `progress`, `scan` or `gap`
 * @param data JSON
 */
record ServerEvent(String id, String kind, String data) {}
