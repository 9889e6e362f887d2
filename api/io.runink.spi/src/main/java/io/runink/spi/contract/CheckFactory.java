package io.runink.spi.contract;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import java.util.List;

/** Makes the checks of one kind. Found by its {@link CheckPlugin}; has a public constructor. */
public interface CheckFactory {

    /** The kind of check it makes, as its {@link CheckPlugin} says. */
    String kind();

    /**
     * A check for one rule, for the rows of one run in one slice. Used by one thread.
     *
     * @param rule the rule, with its parameters
     * @param fields the fields of {@link Rule#columns()}, in that order
     * @param resources what the check may use
     * @throws IllegalArgumentException if a parameter makes no sense; the message says which and
     *     why
     */
    Check create(Rule rule, List<Field> fields, CheckResources resources);
}
