package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Node.Work.Call;
import io.runink.api.error.RuninkException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
        RecordComponent[] components = type.getRecordComponents();
        List<Class<?>> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RecordComponent component : components) {
            Field field =
                    input.fields().stream()
                            .filter(f -> f.component().equals(component.getName()))
                            .findFirst()
                            .orElseThrow(() ->
                                    unfit(
                                            step,
                                            "component '"
                                                    + component.getName()
                                                    + "' is no column of '"
                                                    + input.name()
                                                    + "'"));
            if (!fits(field.type(), component.getType())) {
                throw unfit(
                        step,
                        "component '"
                                + component.getName()
                                + "' has type '"
                                + component.getType().getSimpleName()
                                + "' for a column of type "
                                + field.type());
            }
            types.add(component.getType());
            names.add(component.getName());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        MethodHandle handle =
                MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asSpreader(Object[].class, components.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
        return new RecordReader(step, input, handle, names, types);
    }

    private static boolean fits(DataType type, Class<?> component) {
        return switch (type.kind()) {
            case STRING -> component == String.class || component.isEnum();
            case BOOLEAN -> component == boolean.class || component == Boolean.class;
            case INT8 -> component == byte.class || component == Byte.class;
            case INT16 -> component == short.class || component == Short.class;
            case INT32 -> component == int.class || component == Integer.class;
            case INT64 -> component == long.class || component == Long.class;
            case FLOAT32 -> component == float.class || component == Float.class;
            case FLOAT64 -> component == double.class || component == Double.class;
            case DECIMAL -> component == BigDecimal.class;
            case DATE -> component == LocalDate.class;
            case TIME -> component == LocalTime.class;
            case TIMESTAMP -> component == Instant.class;
            case BYTES -> component == byte[].class;
            case STRUCT, LIST, MAP -> false;
        };
    }

    private static RecordWriter writer(String step, Contract output, Class<?> type)
            throws ReflectiveOperationException {
        List<MethodHandle> accessors = new ArrayList<>();
        for (Field field : output.fields()) {
            RecordComponent component =
                    Arrays.stream(type.getRecordComponents())
                            .filter(c -> c.getName().equals(field.component()))
                            .findFirst()
                            .orElseThrow(() ->
                                    unfit(
                                            step,
                                            "record '"
                                                    + type.getSimpleName()
                                                    + "' has no component '"
                                                    + field.component()
                                                    + "'"));
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.add(
                    MethodHandles.lookup()
                            .unreflect(accessor)
                            .asType(MethodType.methodType(Object.class, Object.class)));
        }
        return new RecordWriter(step, output, accessors);
    }

    private static RuninkException unfit(String step, String found) {
        return SliceError.FUNCTION_UNFIT.exception(
                "step '" + step + "': " + found + ", expected what the DAG says of it",
                "compile the DAG again");
    }
}
