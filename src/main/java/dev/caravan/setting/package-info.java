/** What every stage's settings share: how a bad one is refused. */
package dev.caravan.setting;
