package dev.caravan.api.history;

import dev.caravan.history.Operation;
import dev.caravan.history.OperationPage;
import dev.caravan.history.OperationRecord;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of operations. */
@Schema(name = "OperationList", description = "A page of operations.")
record OperationListView(
        @ArraySchema(schema = @Schema(implementation = OperationRecord.class))
        List<Operation> items,

        @Schema(
                description =
                        "The cursor of the next page; null at the end. A page may be short although more follows.")
        @Nullable
        String next) {

    static OperationListView of(OperationPage page) {
        return new OperationListView(page.items(), page.next());
    }
}
