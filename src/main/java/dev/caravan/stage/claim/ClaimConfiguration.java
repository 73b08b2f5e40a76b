package dev.caravan.stage.claim;

import dev.caravan.file.FileClaims;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this stage, by the names that its route uses. */
@Configuration
public class ClaimConfiguration {

    @Bean(name = "fileIdempotentRepository")
    FileIdempotentRepository fileIdempotentRepository(FileClaims claims, ClaimSettings settings) {
        return repository(claims, settings);
    }

    /** The same without Spring. */
    public static FileIdempotentRepository repository(FileClaims claims, ClaimSettings settings) {
        return new FileIdempotentRepository(new Claimant(claims, settings), claims);
    }
}
