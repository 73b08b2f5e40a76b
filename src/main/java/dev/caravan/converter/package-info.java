/** What all converters share: what is asked of them, how they report, and how they refuse. Plain Java. */
package dev.caravan.converter;
