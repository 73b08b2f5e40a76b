/** What all commands share to speak with people: sizes in words, a bar, whether a terminal is there. */
@NullMarked
package dev.caravan.cli.terminal;

import org.jspecify.annotations.NullMarked;
