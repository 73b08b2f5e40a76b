package dev.caravan.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Checksum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class ProofTest {
    private static final String MD5 = "25f9e794323b453885f5181f1b624d0b";
    private static final String OTHER_MD5 = "00000000000000000000000000000000";

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void aFileWithTheCheckStringOfAllCrcs() throws IOException {
        file = Files.writeString(temp.resolve("octree.bin"), "123456789");
    }

    @Test
    void crc64NvmeHasThePublishedCheckValue() {
        Checksum crc = new Crc64Nvme();
        crc.update("123456789".getBytes(US_ASCII), 0, 9);
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("ae8b14860a799888");

        crc.reset();
        "123456789".chars().forEach(crc::update);
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("ae8b14860a799888");
    }

    @Test
    void aChecksumOfTheWholeIsWorthMoreThanTheETag() throws IOException {
        assertThat(proof(whole(), head().checksumCRC64NVME("rosUhgp5mIg=").eTag(quoted(OTHER_MD5)))
                        .verdict())
                .isEqualTo(Proof.Verdict.SAME);
        assertThat(proof(whole(), head().checksumCRC64NVME("AAAAAAAAAAA=").eTag(quoted(MD5))))
                .isEqualTo(new Proof(Proof.Verdict.DIFFERENT, "CRC64NVME rosUhgp5mIg=", "CRC64NVME AAAAAAAAAAA="));
    }

    @Test
    void theOtherCrcsAreKnownToo() throws IOException {
        assertThat(proof(whole(), head().checksumCRC32("y/Q5Jg==")).verdict()).isEqualTo(Proof.Verdict.SAME);
        assertThat(proof(whole(), head().checksumCRC32C("4waSgw==")).verdict()).isEqualTo(Proof.Verdict.SAME);
    }

    @Test
    void aChecksumOfChecksumsOfPartsIsNotCompared() throws IOException {
        assertThat(proof(whole(), head().checksumCRC32("AAAAAA==-2").eTag(quoted(MD5)))
                        .found())
                .isEqualTo("ETag " + MD5);
    }

    @Test
    void theETagOfAnObjectSentWholeIsItsMd5() throws IOException {
        assertThat(proof(whole(), head().eTag(quoted(MD5))).verdict()).isEqualTo(Proof.Verdict.SAME);
        assertThat(proof(whole(), head().eTag(quoted(OTHER_MD5))).verdict()).isEqualTo(Proof.Verdict.DIFFERENT);
    }

    @Test
    void theETagOfAnObjectSentInPartsIsTheMd5OfTheirMd5s() throws IOException {
        // printf 12345 | md5sum, printf 6789 | md5sum, and the md5sum of both values' bytes
        String ofParts = "324730582f20c3f18cbb66d63a6137d2-2";

        assertThat(proof(inParts(), head().eTag(quoted(ofParts))).expected()).isEqualTo("ETag " + ofParts);
    }

    @Test
    void anETagThatCannotBeCompared_provesTheSizeOnly() throws IOException {
        assertThat(proof(inParts(), head().eTag(quoted(OTHER_MD5 + "-7"))).verdict())
                .isEqualTo(Proof.Verdict.SAME_SIZE);
        assertThat(proof(whole(), head().eTag(quoted("opaque"))).verdict()).isEqualTo(Proof.Verdict.SAME_SIZE);
        assertThat(proof(whole(), head().eTag(quoted(OTHER_MD5)).serverSideEncryption(ServerSideEncryption.AWS_KMS))
                        .verdict())
                .isEqualTo(Proof.Verdict.SAME_SIZE);
    }

    @Test
    void anotherSizeIsAnotherObject() throws IOException {
        assertThat(proof(whole(), head().contentLength(8L).eTag(quoted(MD5))))
                .isEqualTo(new Proof(Proof.Verdict.DIFFERENT, "size 9", "size 8"));
    }

    private LocalObject whole() {
        return new LocalObject(file, "k/octree.bin", 9, "application/octet-stream", 100, false);
    }

    private LocalObject inParts() {
        return new LocalObject(file, "k/octree.bin", 9, "application/octet-stream", 5, false);
    }

    private static Proof proof(LocalObject object, HeadObjectResponse.Builder head) throws IOException {
        return Proof.of(object, head.build());
    }

    private static HeadObjectResponse.Builder head() {
        return HeadObjectResponse.builder().contentLength(9L);
    }

    private static String quoted(String eTag) {
        return '"' + eTag + '"';
    }
}
