package dev.caravan.api.target;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** All targets, in the order of the configuration. */
@Schema(name = "TargetList")
record TargetListView(List<TargetView> items) {}
