package dev.caravan.support.cluster;

/** What Argo's controller has against a Workflow, in its words. */
final class ArgoRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    ArgoRefusal(String message) {
        super(message);
    }
}
