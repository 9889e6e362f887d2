package io.runink.compile;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the contract of what a step yields where nobody names one. It has no rules. A column made
 * of one that is personal or to be masked is so too.
 */
final class Inference {

    private static final String SUFFIX = ".rows";

    private final Contracts contracts;

    Inference(Contracts contracts) {
        this.contracts = contracts;
    }

    /** Infers, and adds to the contracts. */
    Contract infer(String node, List<OutputColumn> columns, Set<String> masked) {
        String name = node + SUFFIX;
        List<Field> fields = new ArrayList<>();
        for (OutputColumn column : columns) {
            Field field = field(column);
            fields.add(
                    masked.contains(column.name())
                            ? new Field(
                                    field.name(),
                                    field.component(),
                                    field.type(),
                                    field.pii(),
                                    null,
                                    null)
                            : field);
        }
        Contract contract =
                new Contract(name, name, "1.0.0", "", "", fields, List.of(), null, null, null);
        contracts.infer(contract);
        return contract;
    }

    private Field field(OutputColumn column) {
        boolean pii = false;
        Masking masking = null;
        Set<String> reveal = null;
        String jsonOf = null;
        for (OutputColumn.Origin origin : column.origins()) {
            Field from = origin.field();
            boolean holds = contracts.heldMarked(from, new HashSet<>()).isPresent();
            pii |= from.pii() || (holds && !column.same()) || personal(from.type());
            if (column.same() && from.jsonOf() != null) {
                jsonOf = from.jsonOf();
            }
            Masking own = masking(from, holds && !column.same());
            if (own != null) {
                masking = masking == null && column.same() ? own : Masking.REDACT;
                Set<String> roles = new HashSet<>(from.reveal());
                if (reveal != null) {
                    roles.retainAll(reveal);
                }
                reveal = roles;
            }
        }
        return new Field(
                column.name(),
                column.name(),
                column.type(),
                pii,
                masking,
                jsonOf,
                Optional.ofNullable(reveal)
                        .map(it -> it.stream().sorted().toList())
                        .orElse(List.of()));
    }

    private static @Nullable Masking masking(Field from, boolean holdsMarked) {
        return from.masking() == null && (holdsMarked || Marks.nested(from.type()))
                ? Masking.REDACT
                : from.masking();
    }

    private static boolean personal(DataType type) {
        return Marks.members(type).anyMatch(Field::pii);
    }
}
