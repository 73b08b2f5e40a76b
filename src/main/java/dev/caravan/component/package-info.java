/** The Camel component `jobs:`, the durable door between two stages: a producer that sends jobs on, a consumer that works on them. */
package dev.caravan.component;
