package io.runink.cel;

import io.runink.api.contract.DataType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a value in the Common Expression Language, checked against the types of the
 * columns that it may refer to. Immutable; the same operands always give the same value.
 *
 * <p>A value is a Boolean, Long, Double, BigDecimal (of the type's scale), String, byte[],
 * LocalDate, LocalTime or Instant (in microseconds), as {@link #type()} says: whole numbers of any
 * width are {@code INT64}, floating ones {@code FLOAT64}. A struct, list or map is its JSON text,
 * as it travels in a column.
 */
public final class CelExpression {

    private final String text;
    private final Expr root;
    private final DataType type;
    private final List<String> columns;
    private final Type[] types;
    private final int locals;

    private CelExpression(String text, Compiler compiler, Expr root, DataType type, Type[] types) {
        this.text = text;
        this.root = root;
        this.type = type;
        this.columns = List.copyOf(compiler.columns().sequencedKeySet());
        this.types = types;
        this.locals = compiler.locals();
    }

    /**
     * Reads an expression and finds its type.
     *
     * @param text of at most 8192 characters
     * @param variables the columns it may refer to
     * @throws CelException if it is wrong, or beyond a limit of the language
     */
    public static CelExpression compile(String text, Map<String, DataType> variables) {
        Compiler compiler = new Compiler(Syntax.of(text), variables);
        Expr root = compiler.root();
        DataType type =
                Type.column(root.type())
                        .orElseThrow(() ->
                                new CelException(
                                        0,
                                        "the expression gives a value of type "
                                                + root.type()
                                                + ", which no column can hold"));
        SequencedMap<String, Integer> columns = compiler.columns();
        Type[] types =
                columns.sequencedKeySet().stream()
                        .map(it -> Type.of(java.util.Objects.requireNonNull(variables.get(it))))
                        .toArray(Type[]::new);
        return new CelExpression(text, compiler, root, type, types);
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /** The type of its values. */
    public DataType type() {
        return type;
    }

    /** The columns it refers to, sorted. */
    public List<String> columns() {
        return columns.stream().sorted().toList();
    }

    /**
     * Binds the expression to the columns of a batch.
     *
     * @param vectors by the name of a column: its typed vector
     * @throws IllegalArgumentException if a vector is missing or not of its column's type
     */
    public Evaluation over(Function<String, ? extends @Nullable FieldVector> vectors) {
        Column[] read = new Column[types.length];
        for (int i = 0; i < read.length; i++) {
            FieldVector vector = vectors.apply(columns.get(i));
            if (vector == null) {
                throw new IllegalArgumentException("no vector for column " + columns.get(i));
            }
            read[i] = Column.of(types[i], vector);
        }
        Frame frame = new Frame(read, locals);
        return row -> {
            frame.at(row);
            return result(frame);
        };
    }

    /**
     * The value over single values.
     *
     * @param values by the name of a column; one that is missing is absent
     * @throws CelEvaluationException if there is no value
     * @throws IllegalArgumentException if a value is not of its column's type
     */
    public @Nullable Object value(Map<String, ?> values) {
        Column[] given = new Column[types.length];
        for (int i = 0; i < given.length; i++) {
            String name = columns.get(i);
            Object value = Column.given(name, types[i], values.get(name));
            given[i] = row -> value;
        }
        return result(new Frame(given, locals));
    }

    private @Nullable Object result(Frame frame) {
        Object value = root.node().at(frame);
        return switch (value) {
            case null -> null;
            case Instant it -> it.truncatedTo(ChronoUnit.MICROS);
            case List<?> it -> JsonText.write(frame, it);
            case Map<?, ?> it -> JsonText.write(frame, it);
            default -> value;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
