/** What flows through the pipeline: a dataset, the source files it is made of, and what each stage has added to it. */
package dev.caravan.dataset;
