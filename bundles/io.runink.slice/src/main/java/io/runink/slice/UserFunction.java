package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Node.Work.Call;
import io.runink.api.error.RuninkException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A step's function, found in the user's classes.
 *
 * @param handle takes the input record, returns what the function returns
 * @param reader makes input records
 * @param writer takes output records apart
 */
record UserFunction(MethodHandle handle, RecordReader reader, RecordWriter writer) {

    /** Finds it. */
    static UserFunction find(
            String step, Call call, Contract input, Contract output, ClassLoader classes) {
        try {
            Class<?> inputClass = record(step, input, classes);
            Class<?> outputClass = record(step, output, classes);
            Method method = method(step, call, inputClass, classes);
            MethodHandle handle =
                    MethodHandles.lookup()
                            .unreflect(method)
                            .asType(MethodType.methodType(Object.class, Object.class));
            return new UserFunction(
                    handle, reader(step, input, inputClass), writer(step, output, outputClass));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new RuninkException(
                    SliceError.FUNCTION_UNFIT.problem(
                            "step '"
                                    + step
                                    + "' cannot be linked ("
                                    + e.getClass().getSimpleName()
                                    + "), expected its classes in the DAG",
                            "compile the DAG again"),
                    e);
        }
    }

    private static Class<?> record(String step, Contract contract, ClassLoader classes)
            throws ClassNotFoundException {
        Class<?> type = Class.forName(contract.javaClass(), true, classes);
        if (!type.isRecord()) {
            throw unfit(step, "class '" + contract.javaClass() + "' is no record");
        }
        return type;
    }

    private static Method method(String step, Call call, Class<?> input, ClassLoader classes)
            throws ClassNotFoundException {
        Class<?> owner = Class.forName(call.javaClass(), true, classes);
        Method method =
                Arrays.stream(owner.getDeclaredMethods())
                        .filter(m -> m.getName().equals(call.method()))
                        .filter(m -> Modifier.isStatic(m.getModifiers()))
                        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {input}))
                        .findFirst()
                        .orElseThrow(() ->
                                unfit(
                                        step,
                                        "class '"
                                                + call.javaClass()
                                                + "' has no static method '"
                                                + call.method()
                                                + "' that takes '"
                                                + input.getSimpleName()
                                                + "'"));
        Class<?> wanted =
                switch (call.cardinality()) {
                    case ONE -> Record.class;
                    case OPTIONAL -> Optional.class;
                    case LIST -> List.class;
                };
        if (!wanted.isAssignableFrom(method.getReturnType())) {
            throw unfit(
                    step,
                    "method '"
                            + call.method()
                            + "' returns '"
                            + method.getReturnType().getSimpleName()
                            + "', no "
                            + wanted.getSimpleName());
        }
        method.setAccessible(true);
        return method;
    }

    private static RecordReader reader(String step, Contract input, Class<?> type)
            throws ReflectiveOperationException {
        List<RecordReader.Column> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = RecordHandles.field(step, input.name(), input.fields(), component);
            columns.add(
                    new RecordReader.Column(
                            field,
                            input.fields().indexOf(field),
                            component.getType().isPrimitive(),
                            field.type().nested()
                                    ? new NestedReader(step, field, component.getGenericType())
                                    : null,
                            new ScalarReader(field.type(), component.getType())));
        }
        return new RecordReader(step, RecordHandles.constructor(type), columns);
    }

    private static RecordWriter writer(String step, Contract output, Class<?> type)
            throws ReflectiveOperationException {
        List<RecordWriter.Column> columns = new ArrayList<>();
        for (Field field : output.fields()) {
            RecordComponent component = RecordHandles.component(step, type, field);
            RecordHandles.field(step, output.name(), output.fields(), component);
            columns.add(
                    new RecordWriter.Column(
                            RecordHandles.accessor(component),
                            field.type().nested()
                                    ? new NestedWriter(step, field, component.getGenericType())
                                    : null));
        }
        return new RecordWriter(step, columns);
    }

    private static RuninkException unfit(String step, String found) {
        return RecordHandles.unfit(step, found);
    }
}
