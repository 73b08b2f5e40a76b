package dev.caravan.doctor;

import java.util.List;

/** One look at something that the service needs. It mends nothing, and may be asked any number of times, also side by side with others. */
public interface Check {

    /** What it is about, one lower-case word such as `redis`; several checks may share it. */
    String name();

    /** Which one of these, such as a directory; what is said of a check that hangs names it. Empty when there is only one. */
    default String subject() {
        return "";
    }

    /**
     * Looks. May take its time: who asks waits only so long.
     *
     * @return at least one finding
     * @throws Exception that becomes a finding: what goes wrong here says that something is wrong there
     */
    List<Finding> look() throws Exception;
}
