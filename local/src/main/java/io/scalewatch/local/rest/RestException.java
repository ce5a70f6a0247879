package io.scalewatch.local.rest;

/// A service has refused a request.
public final class RestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RestProblem problem;

    public RestException(String request, RestProblem problem) {
        super(request + " was answered with " + problem.status() + ": " + problem.inWords());
        this.problem = problem;
    }

    public RestProblem problem() {
        return problem;
    }
}
