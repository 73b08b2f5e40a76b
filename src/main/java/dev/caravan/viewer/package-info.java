/** Whether a browser can show what was published, what would mend it when it cannot, and links to what is private. */
package dev.caravan.viewer;
