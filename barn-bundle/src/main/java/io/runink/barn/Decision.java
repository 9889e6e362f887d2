package io.runink.barn;

import io.runink.api.barn.BarnRecord;
import io.runink.api.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to.
 *
 * @param records the changes, none if it is refused or already true
 * @param refusal why it is refused, or null
 */
record Decision(List<BarnRecord> records, @Nullable Problem refusal) {

    Decision {
        records = List.copyOf(records);
    }

    static Decision change(BarnRecord record) {
        return new Decision(List.of(record), null);
    }

    static Decision nothing() {
        return new Decision(List.of(), null);
    }

    static Decision refuse(Problem problem) {
        return new Decision(List.of(), problem);
    }
}
