package dev.caravan.cli.remote;

import java.util.ArrayList;
import java.util.List;

/** What shells complete and help lists. The service alone judges values, so that it may come to know more of them than this command line. */
final class Candidates {

    private Candidates() {}

    private abstract static class Values extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Values(String... values) {
            super(List.of(values));
        }
    }

    static final class JobStates extends Values {
        private static final long serialVersionUID = 1;

        JobStates() {
            super("PENDING", "QUEUED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED");
        }
    }

    static final class FileStates extends Values {
        private static final long serialVersionUID = 1;

        FileStates() {
            super("CLAIMED", "QUEUED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "REFUSED", "UNKNOWN");
        }
    }

    static final class Priorities extends Values {
        private static final long serialVersionUID = 1;

        Priorities() {
            super("LOW", "NORMAL", "HIGH", "URGENT");
        }
    }

    static final class Failures extends Values {
        private static final long serialVersionUID = 1;

        Failures() {
            super(
                    "BAD_INPUT",
                    "NOT_ENOUGH_MEMORY",
                    "NOT_ENOUGH_DISK",
                    "INFRASTRUCTURE",
                    "TIMEOUT",
                    "BUG",
                    "CHILD_FAILED");
        }
    }

    static final class Types extends Values {
        private static final long serialVersionUID = 1;

        Types() {
            super(
                    "dataset_conversion",
                    "batch_processing",
                    "file_upload",
                    "unpublish",
                    "file_processing",
                    "investigation",
                    "google_sync",
                    "file_extraction",
                    "data_compression",
                    "rsync_transfer",
                    "backup_creation",
                    "archive_restore",
                    "geozarr_conversion",
                    "geozarr_upload",
                    "data_validation",
                    "state_rebuild");
        }
    }

    static final class Orders extends Values {
        private static final long serialVersionUID = 1;

        Orders() {
            super("newest", "oldest");
        }
    }

    static final class Stages extends Values {
        private static final long serialVersionUID = 1;

        Stages() {
            super("convert", "publish");
        }
    }

    static final class WorkerActions extends Values {
        private static final long serialVersionUID = 1;

        WorkerActions() {
            super("start", "drain", "stop");
        }
    }

    static final class Remains extends Values {
        private static final long serialVersionUID = 1;

        Remains() {
            super("jobs", "history", "logs");
        }
    }
}
