/** `caravan.json`, which lies beside each published dataset: the proof of what it is, and what state can be rebuilt from. */
package dev.caravan.manifest;
