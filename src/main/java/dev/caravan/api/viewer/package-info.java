/** Over HTTP: whether browsers show what is published, and links to what is private. */
package dev.caravan.api.viewer;
