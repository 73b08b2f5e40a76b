/** Puts the house together: reads the settings, makes the beans, and refuses a configuration that cannot work. */
package dev.caravan.config;
