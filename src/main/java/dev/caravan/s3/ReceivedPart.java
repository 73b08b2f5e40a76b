package dev.caravan.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A content, or a part of one, that a server has received.
 *
 * @param digest of what was sent
 * @param eTag that the server answered, without quotes
 */
record ReceivedPart(PartDigest digest, String eTag) {
    private static final Pattern TEXT = Pattern.compile("(\\d+) (-|[A-Za-z0-9+/]{11}=) (-|[0-9a-f]{32}) (.*)");

    /** One line: length, CRC64NVME in base64 or `-`, MD5 in hexadecimal or `-`, ETag. */
    String text() {
        String crc64 = digest.crc64Text();
        return digest.length() + " " + (crc64 == null ? "-" : crc64) + " "
                + (digest.md5().isEmpty() ? "-" : digest.md5()) + " " + eTag;
    }

    /** @throws IllegalArgumentException when it is no such line */
    static ReceivedPart of(String text) {
        Matcher line = TEXT.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no part: expected length, CRC64NVME, MD5, ETag");
        }
        Long crc64 = line.group(2).equals("-") ? null : Long.valueOf(PartDigest.crc64(line.group(2)));
        String md5 = line.group(3).equals("-") ? "" : line.group(3);
        return new ReceivedPart(new PartDigest(Long.parseLong(line.group(1)), crc64, md5), line.group(4));
    }
}
