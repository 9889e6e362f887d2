package io.runink.contract.format;

import io.runink.api.Formats;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.util.List;

/** The {@code format} check: a text has a form that a standard defines, check digits included. */
@CheckPlugin(
        kind = FormatChecks.KIND,
        category = RuleClass.RECORD,
        annotations = "io.runink.api.Format",
        summary =
                "The text has a form that a standard defines, its check digits included: e-mail,"
                        + " UUID, URI, date-time, LEI, ISIN, IBAN or BIC.",
        types = "string")
public final class FormatChecks implements CheckFactory {

    static final String KIND = "format";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        List<String> values = rule.parameters().getOrDefault("value", List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "parameter 'value' has " + values.size() + " values");
        }
        return new FormatCheck(rule.columns().getFirst(), form(Formats.valueOf(values.getFirst())));
    }

    private static Form form(Formats format) {
        return switch (format) {
            case EMAIL -> new Form("an e-mail address", MailForm::holds);
            case UUID -> new Form("a UUID", UuidForm::holds);
            case URI -> new Form("an absolute URI", UriForm::holds);
            case DATE_TIME -> new Form("a date and time with an offset", new DateTimeForm()::holds);
            case LEI -> new Form("an LEI with right check digits", LeiForm::holds);
            case ISIN -> new Form("an ISIN with a right check digit", IsinForm::holds);
            case IBAN -> new Form("an IBAN with right check digits", IbanForm::holds);
            case BIC -> new Form("a BIC", BicForm::holds);
        };
    }
}
