/** The way in by HTTP: who may call, and how errors are answered. The routes are `api-*.camel.yaml`. */
package dev.caravan.api;
