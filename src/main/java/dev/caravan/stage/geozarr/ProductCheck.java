package dev.caravan.stage.geozarr;

import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.job.JobRun;
import dev.caravan.stac.Product;
import dev.caravan.stac.Products;
import dev.caravan.zarr.GroupCheck;
import dev.caravan.zarr.RootMark;
import dev.caravan.zarr.ZarrLimits;
import dev.caravan.zarr.ZarrStore;
import dev.caravan.zarr.ZarrStores;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `productCheck`: finds the store that a product is, and whether the groups are in it, before anything costly begins. */
public final class ProductCheck {
    private final Products products;
    private final ZarrStores stores;
    private final GeoZarrRecords records;
    private final boolean validateGroups;

    /** @param validateGroups false when the converter is to find out by itself */
    public ProductCheck(Products products, ZarrStores stores, GeoZarrRecords records, boolean validateGroups) {
        this.products = products;
        this.stores = stores;
        this.records = records;
        this.validateGroups = validateGroups;
    }

    /**
     * Looks; all the rest can be left out when the product is the same as before and only another one is wanted.
     *
     * @throws BadInputException it may not be read, is no store, or lacks a group
     */
    public GeoZarr check(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        records.begun(geoZarr.key(), run.id());
        Product product = products.find(geoZarr.source(), geoZarr.asset());
        run.log()
                .append("the store is " + product.store()
                        + (product.id().isEmpty() ? "" : ", of the STAC item " + product.id()));
        run.note("store", product.store());
        ZarrStore store = stores.open(product.store());
        GeoZarr found = geoZarr.found(product, RootMark.of(store));
        if (found.isUnchanged()) {
            run.note("unchanged", true);
            run.log().append("it is the same product as before, by the metadata of its root: nothing is to be done");
        } else if (validateGroups) {
            requireGroups(store, geoZarr.groups(), run);
        }
        return found;
    }

    private static void requireGroups(ZarrStore store, List<String> groups, JobRun run) throws IOException {
        GroupCheck found = GroupCheck.of(store, groups, ZarrLimits.USUAL);
        run.log().append(found.available());
        run.note("availableGroups", found.tree().groups().stream().limit(1000).toList());
        run.note("missingGroups", found.missing());
        if (!found.passed()) {
            throw new BadInputException(found.text());
        }
    }
}
