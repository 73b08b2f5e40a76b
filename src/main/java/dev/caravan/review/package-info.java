/** What jobs that look at many things have to say of each of them: files of JSON lines beside their logs. */
package dev.caravan.review;
