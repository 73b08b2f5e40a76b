package dev.caravan.doctor.check;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import java.util.List;

/** Whether the machine, or the container, and this Java are what the service needs. */
public final class MachineCheck implements Check {
    private static final long FEW_FILES = 4096;
    private static final double SERVICE_SHARE = 0.75;

    private final Machine machine;

    public MachineCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public List<Finding> look() {
        Findings findings = new Findings(name());
        memory(findings);
        openFiles(findings);
        fileNames(findings);
        processes(findings);
        findings.ok("time zone", "schedules are meant in " + machine.zone());
        return findings.all();
    }

    private void memory(Findings findings) {
        long heap = machine.memory().heap();
        long all = machine.memory().machine();
        String message = "this Java may take %s of %s".formatted(Bytes.words(heap), Bytes.words(all));
        if (heap > SERVICE_SHARE * all) {
            findings.warning(
                    "memory",
                    message
                            + ": too little is left for what is beside the heap, and for conversions with a Java of their own",
                    "start it with a smaller -Xmx (CARAVAN_JAVA_OPTIONS=-Xmx" + (all / 2 >> 20)
                            + "m), or grant the container more: resources.limits.memory");
        } else {
            findings.ok("memory", message);
        }
    }

    private void openFiles(Findings findings) {
        if (machine.openFiles() < FEW_FILES) {
            findings.warning(
                    "open files",
                    "only " + machine.openFiles() + " may be open at a time: uploads and requests need several each",
                    "ulimit -n 65536 before it is started, or LimitNOFILE=65536 in its systemd unit");
        } else {
            findings.ok("open files", machine.openFiles() + " may be open at a time");
        }
    }

    private void fileNames(Findings findings) {
        if (machine.encoding().equalsIgnoreCase("UTF-8")) {
            findings.ok("file names", "are read as UTF-8");
        } else {
            findings.failed(
                    "file names",
                    "are read as " + machine.encoding() + ": files with other names than ASCII are not found",
                    "start the service by bin/caravan, or Java with -Dsun.jnu.encoding=UTF-8, or with LC_ALL=C.UTF-8");
        }
    }

    private void processes(Findings findings) {
        if (!machine.proc()) {
            findings.warning(
                    "/proc",
                    "cannot be read: converters that a killed service has left are not found, and their memory is not known",
                    "mount it: mount -t proc proc /proc (Linux); elsewhere nothing has to be done");
        }
    }
}
