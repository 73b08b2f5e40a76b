package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The restricted profile of the Pod Security Standards, version 1.32, for Linux. */
public final class PodSecurity {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");
    private static final Set<String> SELINUX =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

    private PodSecurity() {}

    /**
     * @param pod the spec of a pod, such as that in a Job's template
     * @return what the profile forbids, with pointers that begin at the spec
     */
    public static List<Flaw> restricted(JsonNode pod) {
        Place spec = Place.root(pod);
        host(spec);
        spec.at("volumes").each().forEach(PodSecurity::volume);
        spec.at("securityContext", "sysctls")
                .each()
                .map(each -> each.at("name"))
                .forEach(name -> {
                    if (!SYSCTLS.contains(name.text())) {
                        name.flaw("forbidden sysctl " + name.text());
                    }
                });
        shared(spec.at("securityContext"));
        containers(spec).forEach(container -> container(spec, container));
        return List.copyOf(spec.flaws());
    }

    private static Stream<Place> containers(Place spec) {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> spec.at(list).each());
    }

    private static void host(Place spec) {
        for (String member : List.of("hostNetwork", "hostPID", "hostIPC")) {
            not(spec.at(member));
        }
        containers(spec)
                .flatMap(each -> each.at("ports").each())
                .map(port -> port.at("hostPort"))
                .forEach(port -> {
                    if (port.node().asInt() != 0) {
                        port.flaw("host ports are forbidden");
                    }
                });
    }

    private static void volume(Place volume) {
        volume.node().fieldNames().forEachRemaining(type -> {
            if (!type.equals("name") && !VOLUMES.contains(type)) {
                volume.at(type)
                        .flaw("volumes of this type are forbidden; allowed are "
                                + String.join(", ", VOLUMES.stream().sorted().toList()));
            }
        });
    }

    /** What may stand in the context of a pod and in that of a container. */
    private static void shared(Place context) {
        not(context.at("windowsOptions", "hostProcess"));
        if (!SELINUX.contains(context.at("seLinuxOptions", "type").text())) {
            context.at("seLinuxOptions", "type").flaw("forbidden SELinux type");
        }
        for (String member : List.of("user", "role")) {
            if (!context.at("seLinuxOptions", member).text().isEmpty()) {
                context.at("seLinuxOptions", member).flaw("has to be unset");
            }
        }
        for (String profile : List.of("seccompProfile", "appArmorProfile")) {
            if (context.at(profile).exists()
                    && !PROFILES.contains(context.at(profile, "type").text())) {
                context.at(profile, "type").flaw("has to be RuntimeDefault or Localhost");
            }
        }
        if (context.at("runAsNonRoot").exists()
                && !context.at("runAsNonRoot").node().asBoolean()) {
            context.at("runAsNonRoot").flaw("has to be true");
        }
        if (context.at("runAsUser").exists() && context.at("runAsUser").node().asLong() == 0) {
            context.at("runAsUser").flaw("must not be 0");
        }
    }

    private static void container(Place spec, Place container) {
        Place own = container.at("securityContext");
        Place pod = spec.at("securityContext");
        shared(own);
        not(own.at("privileged"));
        Place escalation = own.at("allowPrivilegeEscalation");
        if (!escalation.exists() || escalation.node().asBoolean()) {
            escalation.flaw("has to be false");
        }
        capabilities(own.at("capabilities"));
        if (!own.at("runAsNonRoot").exists() && !pod.at("runAsNonRoot").node().asBoolean()) {
            own.at("runAsNonRoot").flaw("has to be true, here or for the pod");
        }
        if (!own.at("seccompProfile").exists() && !pod.at("seccompProfile").exists()) {
            own.at("seccompProfile").flaw("has to be RuntimeDefault or Localhost, here or for the pod");
        }
        if (own.at("procMount").exists()) {
            own.at("procMount").oneOf("Default");
        }
    }

    private static void capabilities(Place capabilities) {
        if (capabilities.at("drop").each().noneMatch(each -> each.text().equals("ALL"))) {
            capabilities.at("drop").flaw("has to contain ALL");
        }
        capabilities
                .at("add")
                .each()
                .filter(each -> !each.text().equals("NET_BIND_SERVICE"))
                .forEach(each -> each.flaw("only NET_BIND_SERVICE may be added"));
    }

    private static void not(Place flag) {
        if (flag.node().asBoolean()) {
            flag.flaw("has to be false or unset");
        }
    }
}
