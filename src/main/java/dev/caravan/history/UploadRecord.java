package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An upload to one target: as JSON, all fields of an operation and all of an upload's in one object.
 *
 * @param record of type `upload`
 * @param details what only an upload has
 */
public record UploadRecord(
        @JsonProperty @JsonUnwrapped OperationRecord record,
        @JsonProperty @JsonUnwrapped UploadDetails details) implements Operation {

    @Override
    public boolean isIn(Location location) {
        return location == Location.COMPLETED ? details.completedFileRecord() != null : record.isIn(location);
    }
}
