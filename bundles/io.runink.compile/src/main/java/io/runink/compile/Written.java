package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;

/**
 * A text of an argument, or a part of one, and where it stands.
 *
 * @param text what it says
 * @param argument that holds it
 * @param item which text of the argument
 * @param from where it begins in that text, in UTF-16 units
 */
record Written(String text, Tag.Argument argument, int item, int from) {

    /** The first text of an argument, as a whole. */
    static Written of(Tag.Argument argument, String text) {
        return new Written(text, argument, 0, 0);
    }

    /** A part of it, without blanks around. */
    Written part(int begin, int end) {
        String part = text.substring(begin, end);
        int blanks = part.length() - part.stripLeading().length();
        return new Written(part.strip(), argument, item, from + begin + blanks);
    }

    /** The place of one of its characters. */
    Location place(ValuePlaces places, int offset) {
        return ValuePlaces.texts(argument.value()).isEmpty()
                ? argument.place()
                : places.of(argument, item, from + offset);
    }

    /** Where it begins. */
    Location place(ValuePlaces places) {
        return place(places, 0);
    }
}
