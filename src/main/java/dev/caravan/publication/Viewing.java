package dev.caravan.publication;

import java.time.Instant;

/**
 * What came of looking at a publication as a browser does.
 *
 * @param ok whether a viewer on a page of the configured origins can show it
 * @param findings the first thing that is wrong, as a sentence; '' when nothing is
 * @param at when that was
 */
public record Viewing(boolean ok, String findings, Instant at) {}
