import io.runink.api.*;

class Twins {
    @Contract(id = "left", version = "1.0.0")
    @Validates("Same")
    record Left(String a) {}

    @Contract(id = "right", version = "1.0.0")
    @Masks("Same")
    record Right(@Mask(Masking.REDACT) String a) {}

    @Contract(id = "bare", version = "1.0.0")
    @Decodes("Nest")
    record Bare(@JsonOf(Middle.class) String inner) {}

    @Contract(id = "middle", version = "1.0.0")
    record Middle(@JsonOf(Right.class) String right) {}

    @Contract(id = "secret", version = "1.0.0")
    record Secret(@Mask(Masking.REDACT) String word) {}
}
