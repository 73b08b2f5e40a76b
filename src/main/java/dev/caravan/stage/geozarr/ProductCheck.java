package dev.caravan.stage.geozarr;

import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.job.JobRun;
import dev.caravan.stac.Product;
import dev.caravan.stac.Products;
import dev.caravan.zarr.GroupCheck;
import dev.caravan.zarr.ZarrLimits;
import dev.caravan.zarr.ZarrStores;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `productCheck`: finds the store that a product is, and whether the groups are in it, before anything costly begins. */
public final class ProductCheck {
    private final Products products;
    private final ZarrStores stores;
    private final boolean validateGroups;

    /** @param validateGroups false when the converter is to find out by itself */
    public ProductCheck(Products products, ZarrStores stores, boolean validateGroups) {
        this.products = products;
        this.stores = stores;
        this.validateGroups = validateGroups;
    }

    /** @throws BadInputException it may not be read, is no store, or lacks a group */
    public GeoZarr check(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Product product = products.find(geoZarr.source(), geoZarr.asset());
        run.log()
                .append("the store is " + product.store()
                        + (product.id().isEmpty() ? "" : ", of the STAC item " + product.id()));
        run.note("store", product.store());
        if (validateGroups) {
            GroupCheck found = GroupCheck.of(stores.open(product.store()), geoZarr.groups(), ZarrLimits.USUAL);
            run.log().append(found.available());
            run.note(
                    "availableGroups",
                    found.tree().groups().stream().limit(1000).toList());
            run.note("missingGroups", found.missing());
            if (!found.passed()) {
                throw new BadInputException(found.text());
            }
        }
        return geoZarr.with(product);
    }
}
