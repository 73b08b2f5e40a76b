/** What speaks S3: targets, connections, uploads that go on where they were cut off, and the proof that an object is what was sent. */
package dev.caravan.s3;
