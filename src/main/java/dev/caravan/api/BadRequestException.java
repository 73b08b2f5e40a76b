package dev.caravan.api;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be done as it is, whether its syntax is wrong or a value: 400, with each field named. (There is no 422: a
 * caller mends both in the same way, and no answer should depend on which part of the service noticed first.)
 */
public class BadRequestException extends RuntimeException {
    private final transient List<FieldProblem> errors;

    /**
     * @param field a parameter, a header, or the path of a member of the body
     * @param found its value; null when there is none
     * @param allowed what would be right, as the end of a sentence that begins with 'it must be'
     */
    public BadRequestException(String field, @Nullable String found, String allowed) {
        this(List.of(new FieldProblem(field, found, allowed)));
    }

    public BadRequestException(List<FieldProblem> errors) {
        super(errors.stream().map(FieldProblem::sentence).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    HttpStatus status() {
        return HttpStatus.BAD_REQUEST;
    }
}
