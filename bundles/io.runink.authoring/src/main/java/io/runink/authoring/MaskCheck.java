package io.runink.authoring;

import io.runink.api.Mask;
import io.runink.api.Masking;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.Optional;

/** Whether a mask leaves a value that its column can hold. */
final class MaskCheck {

    private MaskCheck() {}

    /**
     * What is wrong with a column's mask.
     *
     * @param required whether the column must have a value
     */
    static Optional<Problem> fault(Spot column, boolean required) {
        Field field = column.named();
        if (field.masking() == null) {
            return Optional.empty();
        }
        Location place =
                column.marks().stream()
                        .filter(it -> it.name().equals(Mask.class.getName()))
                        .findFirst()
                        .map(Mark::place)
                        .orElse(column.name());
        if (field.type().kind() == DataType.Kind.STRING) {
            return column.constants().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ContractError.MASK.at(
                                    place,
                                    "'@Mask' stands on '"
                                            + field.component()
                                            + "', whose enum has no masked constant",
                                    "make the component a String"));
        }
        String what = "'" + field.name() + "' of type '" + field.type() + "'";
        if (field.masking() == Masking.PARTIAL) {
            return Optional.of(
                    ContractError.MASK.at(
                            place,
                            "Masking.PARTIAL stands on " + what + ", expected string",
                            "use Masking.REDACT"));
        }
        return required
                ? Optional.of(
                        ContractError.MASK.at(
                                place,
                                "Masking.REDACT makes " + what + " null, but it is required",
                                "remove @Required (of a primitive: use its boxed type)"))
                : Optional.empty();
    }
}
