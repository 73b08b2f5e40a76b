/** The room `clean-up`: forgets jobs, history, logs and scratch directories whose time has come. */
package dev.caravan.stage.cleanup;
