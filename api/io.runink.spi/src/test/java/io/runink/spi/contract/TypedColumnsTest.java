package io.runink.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.Test;

final class TypedColumnsTest {

    /** Casts texts to a type and writes the values back; null where there is none. */
    private static List<String> thereAndBack(String type, String... texts) {
        DataType dataType = DataType.parse(type);
        try (BufferAllocator allocator = new RootAllocator(1 << 20);
                VarCharVector lexical = new VarCharVector("v", allocator);
                FieldVector typed = TypedColumns.field("v", dataType).createVector(allocator)) {
            for (int i = 0; i < texts.length; i++) {
                if (!texts[i].equals("absent")) {
                    lexical.setSafe(i, texts[i].getBytes(StandardCharsets.UTF_8));
                }
            }
            lexical.setValueCount(texts.length);
            TextColumn column = new TextColumn();
            column.load(lexical, texts.length);
            TypedColumns.cast(column, Lexemes.of(dataType), typed);
            List<String> back = new ArrayList<>();
            ValueText text = new ValueText();
            for (int i = 0; i < texts.length; i++) {
                if (typed.isNull(i)) {
                    back.add("null");
                } else {
                    text.load(typed, i);
                    back.add(new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8));
                }
            }
            return back;
        }
    }

    @Test
    void valuesComeBackAsTheyAreWritten() {
        assertThat(thereAndBack("boolean", "true", "false", "absent", "maybe"))
                .containsExactly("true", "false", "null", "null");
        assertThat(thereAndBack("int8", "-128", "007")).containsExactly("-128", "7");
        assertThat(thereAndBack("int16", "-300")).containsExactly("-300");
        assertThat(thereAndBack("int32", "2147483647", "x")).containsExactly("2147483647", "null");
        assertThat(thereAndBack("int64", "-9223372036854775808", "0", "1000000000000000000"))
                .containsExactly("-9223372036854775808", "0", "1000000000000000000");
        assertThat(thereAndBack("float32", "1.5")).containsExactly("1.5");
        assertThat(thereAndBack("float64", "1e100")).containsExactly("1.0E100");
        assertThat(thereAndBack("decimal(18,4)", "-0.5", "12", "0", "99999999999999.9999"))
                .containsExactly("-0.5000", "12.0000", "0.0000", "99999999999999.9999");
        assertThat(thereAndBack("decimal(5,0)", "-12")).containsExactly("-12");
        assertThat(thereAndBack("decimal(38,2)", "-123456789012345678901234567890.12", "3"))
                .containsExactly("-123456789012345678901234567890.12", "3.00");
        assertThat(thereAndBack("date", "1969-12-31", "0000-03-01", "9999-12-31"))
                .containsExactly("1969-12-31", "0000-03-01", "9999-12-31");
        assertThat(thereAndBack("time", "10:15", "10:15:01.25", "10:15:01.000001"))
                .containsExactly("10:15:00", "10:15:01.250", "10:15:01.000001");
        assertThat(thereAndBack("timestamp", "2024-02-29T23:59:59.5+01:00", "1969-12-31T23:59Z"))
                .containsExactly("2024-02-29T22:59:59.500Z", "1969-12-31T23:59:00Z");
        assertThat(thereAndBack("bytes", "AQID", "")).containsExactly("AQID", "");
    }
}
