/** An upload that another process makes: ordered in a file without secrets, and done with the credentials that are there. */
package dev.caravan.s3.send;
