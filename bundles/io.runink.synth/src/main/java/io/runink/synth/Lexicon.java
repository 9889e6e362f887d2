package io.runink.synth;

import io.runink.api.contract.DataType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Which texts are of a type, and some that are not. */
final class Lexicon {

    private Lexicon() {}

    static boolean reads(DataType type, String text) {
        return switch (type.kind()) {
            case STRING, STRUCT, LIST, MAP -> true;
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case BYTES -> base64(text);
            default -> Axis.of(type).reads(text);
        };
    }

    private static boolean base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Texts that no reader of the type takes; none for text. */
    static List<String> strangers(DataType type) {
        return switch (type.kind()) {
            case STRING, STRUCT, LIST, MAP -> List.of();
            case BOOLEAN -> List.of("maybe", "truth", "2");
            case BYTES -> List.of("%%%%", "*not base64*");
            case INT8, INT16, INT32, INT64 -> {
                Axis axis = Axis.of(type);
                yield List.of(
                        "twelve",
                        "12x",
                        "1.5",
                        axis.markMax().add(BigInteger.ONE).toString(),
                        axis.markMin().subtract(BigInteger.ONE).toString());
            }
            case FLOAT32, FLOAT64 -> List.of("twelve", "1.5x", "1,5", "--2");
            case DECIMAL -> {
                List<String> texts = new ArrayList<>(List.of("twelve", "1,5x", "--2"));
                texts.add("1" + "0".repeat(type.precision() - type.scale()));
                texts.add("0." + "0".repeat(type.scale()) + "1");
                yield texts;
            }
            case DATE -> List.of("someday", "2024-02-30", "2024-13-01");
            case TIME -> List.of("noon", "24:61:00", "12:00:60x");
            case TIMESTAMP -> List.of("soon", "2024-02-30T00:00:00Z", "2024-01-01T25:00:00Z");
        };
    }
}
