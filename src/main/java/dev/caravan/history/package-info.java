/** What was done to which file, when, by whom and how it ended: appended by scripts and by {@link History}, read by {@link Operations}, never changed. */
package dev.caravan.history;
