package io.runink.authoring;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import io.runink.api.Step;
import io.runink.api.contract.StepFunction;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the step functions of contract files. */
final class StepFunctions {

    private static final String EXPECTED =
            "declare a static method that takes one contract record and returns a contract record,"
                    + " an Optional or a List of one";

    private final JavacTask task;
    private final ContractModel model;
    private final List<StepFunction> functions = new ArrayList<>();
    private final Map<String, Location> names = new HashMap<>();

    StepFunctions(JavacTask task, ContractModel model) {
        this.task = task;
        this.model = model;
    }

    /** What a return type yields. */
    private record Yield(String contract, StepFunction.Cardinality cardinality) {}

    List<StepFunction> read(ContractTrees sources) {
        Trees trees = Trees.instance(task);
        Mirrors mirrors = new Mirrors(task.getElements());
        for (ContractTrees.Method method : sources.methods()) {
            if (trees.getElement(method.path()) instanceof ExecutableElement element) {
                Mirrors.find(element, Step.class)
                        .ifPresent(step -> function(element, step, mirrors, method.name()));
            }
        }
        return functions;
    }

    private void function(
            ExecutableElement method,
            AnnotationMirror annotation,
            Mirrors mirrors,
            Location place) {
        String step = mirrors.text(annotation, "value");
        if (step.isBlank()) {
            shape(place, "the step function '" + method.getSimpleName() + "' has an empty name");
            return;
        }
        Location first = names.putIfAbsent(step, place);
        if (first != null) {
            problem(
                    ContractError.DUPLICATE_STEP,
                    place,
                    "two functions are the step '" + step + "', the first at " + first,
                    "rename one");
        }
        model.places().put("step:" + step, first == null ? place : first);
        String what = "the step function '" + method.getSimpleName() + "' ";
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            shape(place, what + "is not static");
            return;
        }
        if (!method.getTypeParameters().isEmpty() || method.isVarArgs()) {
            shape(place, what + "is generic or takes any number of arguments");
            return;
        }
        if (method.getParameters().size() != 1) {
            shape(place, what + "takes " + method.getParameters().size() + " parameters");
            return;
        }
        TypeMirror parameter = method.getParameters().getFirst().asType();
        Optional<String> input = contract(parameter);
        Optional<Yield> output = yielded(method.getReturnType());
        if (input.isEmpty()) {
            shape(place, what + "takes '" + parameter + "', which is no contract");
        }
        if (output.isEmpty()) {
            shape(place, what + "returns '" + method.getReturnType() + "'");
        }
        if (input.isPresent() && output.isPresent()) {
            functions.add(
                    new StepFunction(
                            step,
                            binaryName(method.getEnclosingElement()),
                            method.getSimpleName().toString(),
                            input.get(),
                            output.get().contract(),
                            output.get().cardinality(),
                            mirrors.text(annotation, "sentence")));
        }
    }

    private String binaryName(@Nullable Element type) {
        Objects.requireNonNull(type, "a method without a class");
        return task.getElements().getBinaryName((TypeElement) type).toString();
    }

    private Optional<String> contract(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? model.contractOf(declared.asElement())
                : Optional.empty();
    }

    private Optional<Yield> yielded(TypeMirror type) {
        Optional<String> row = contract(type);
        if (row.isPresent()) {
            return Optional.of(new Yield(row.get(), StepFunction.Cardinality.ONE));
        }
        if (!(type instanceof DeclaredType declared)
                || declared.getTypeArguments().size() != 1
                || !(declared.asElement() instanceof TypeElement element)) {
            return Optional.empty();
        }
        Optional<StepFunction.Cardinality> cardinality =
                switch (element.getQualifiedName().toString()) {
                    case "java.util.Optional" -> Optional.of(StepFunction.Cardinality.OPTIONAL);
                    case "java.util.List" -> Optional.of(StepFunction.Cardinality.LIST);
                    default -> Optional.empty();
                };
        return cardinality.flatMap(it ->
                contract(declared.getTypeArguments().getFirst())
                        .map(contract -> new Yield(contract, it)));
    }

    private void shape(Location place, String message) {
        problem(ContractError.STEP_SHAPE, place, message, EXPECTED);
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        model.problems().add(code.at(place, message, remedy));
    }
}
