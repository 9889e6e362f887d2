package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records of the user's: how to make one, how to take one apart, and whether its types fit. */
final class RecordHandles {

    private RecordHandles() {}

    /** Makes a record of an array of its components. */
    static MethodHandle constructor(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return MethodHandles.lookup()
                .unreflectConstructor(constructor)
                .asSpreader(Object[].class, components.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /** Takes a component out of a record. */
    static MethodHandle accessor(RecordComponent component) throws ReflectiveOperationException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return MethodHandles.lookup()
                .unreflect(accessor)
                .asType(MethodType.methodType(Object.class, Object.class));
    }

    /** The component of a record that a field comes from. */
    static RecordComponent component(String step, Class<?> type, Field field) {
        return Arrays.stream(type.getRecordComponents())
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
    }

    /** The field that a component of a record is. */
    static Field field(String step, String of, List<Field> fields, RecordComponent component) {
        Field field =
                fields.stream()
                        .filter(f -> f.component().equals(component.getName()))
                        .findFirst()
                        .orElseThrow(() ->
                                unfit(
                                        step,
                                        "component '"
                                                + component.getName()
                                                + "' is no column of '"
                                                + of
                                                + "'"));
        if (!fits(field.type(), component.getGenericType())) {
            throw unfit(
                    step,
                    "component '"
                            + component.getName()
                            + "' has type '"
                            + component.getType().getSimpleName()
                            + "' for a column of type "
                            + field.type());
        }
        return field;
    }

    private static boolean fits(DataType type, Type component) {
        return switch (type.kind()) {
            case STRUCT -> component instanceof Class<?> it && it.isRecord();
            case LIST -> raw(component) == List.class && fits(element(type), argument(component));
            case MAP -> raw(component) == Map.class && fits(element(type), argument(component));
            default -> component instanceof Class<?> it && scalar(type.kind(), it);
        };
    }

    private static boolean scalar(DataType.Kind kind, Class<?> component) {
        return switch (kind) {
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

    /** The class of a type, without what it is of. */
    static Type raw(Type type) {
        return type instanceof ParameterizedType of ? of.getRawType() : type;
    }

    /** What a list or a map is of in the end; of other types, the type itself. */
    static Type argument(Type type) {
        if (!(type instanceof ParameterizedType of)) {
            return type;
        }
        Type[] arguments = of.getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    /** The type of what a list or map holds. */
    static DataType element(DataType type) {
        DataType element = type.element();
        if (element == null) {
            throw new IllegalArgumentException(type + " holds nothing");
        }
        return element;
    }

    static RuninkException unfit(String step, String found) {
        return SliceError.FUNCTION_UNFIT.exception(
                "step '" + step + "': " + found + ", expected what the DAG says of it",
                "compile the DAG again");
    }
}
