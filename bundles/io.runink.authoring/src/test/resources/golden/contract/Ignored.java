import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

class Ignored {
    @interface House {}
    @java.lang.annotation.Target(java.lang.annotation.ElementType.FIELD) @interface OnField {}
    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface OnType {}

    @Contract(id = "x", version = "1.0.0")
    record Row(@House String a, @OnField String b, @OnType String c, @Deprecated String d) {}
}
