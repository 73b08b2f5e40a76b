/** Rebuilds and audits: how they are asked for, and how their reports are answered. */
package dev.caravan.api.review;
