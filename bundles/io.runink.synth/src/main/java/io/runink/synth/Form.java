package io.runink.synth;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Forms of text that standards define, as this bundle reads the standards. */
enum Form {
    /** RFC 5321, dot-atoms. */
    EMAIL(
            "[a-z0-9]{1,24}(\\.[a-z0-9]{1,24})?@[a-z0-9]{1,20}\\.([a-z0-9]{1,12}\\.)?[a-z]{2,6}",
            "(?=.{3,254})[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?!.*[.][0-9]+$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"),
    /** RFC 9562. */
    UUID(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    /** RFC 3986, with a scheme. */
    URI(
            "(https|urn|ftp):(//[a-z0-9]{1,20}\\.[a-z]{2,5})?(/[a-zA-Z0-9_~-]{1,12}){1,6}"
                    + "(\\?[a-z]{1,8}=[a-z0-9]{1,8})?(#[a-z0-9]{1,8})?",
            "[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~!$&'()*+,;=:@/?#\\[\\]-]|%[0-9a-fA-F]{2})*"),
    /** RFC 3339. */
    DATE_TIME(
            "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]"
                    + ":[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])",
            "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]"
                    + ":[0-5][0-9](\\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"),
    /** ISO 17442. */
    LEI("[0-9A-Z]{18}00", "[0-9A-Z]{18}[0-9]{2}"),
    /** ISO 6166. */
    ISIN("[A-Z]{2}[0-9A-Z]{9}0", "[A-Z]{2}[0-9A-Z]{9}[0-9]"),
    /** ISO 13616. */
    IBAN(ibans(), "[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}"),
    /** ISO 9362. */
    BIC(
            "[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?",
            "[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?");

    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** What the generator makes; check digits are zeros until {@link #checked} counts them. */
    private final String made;

    private final Pattern body;
    private final Pattern shape;

    Form(String made, String shape) {
        this.made = made;
        this.body = Pattern.compile(made);
        this.shape = Pattern.compile(shape);
    }

    String made() {
        return made;
    }

    /** Account numbers by country and length, of the IBAN registry. */
    private static String ibans() {
        return "(NO)00[0-9A-Z]{11}|(BE)00[0-9A-Z]{12}|(DK|FI|FK|FO|GL|NL|SD)00[0-9A-Z]{1"
                + "4}|(MK|SI)00[0-9A-Z]{15}|(AT|BA|EE|KZ|LT|LU|MN|XK)00[0-9A-Z]{16}|(CH|HR|"
                + "LI|LV)00[0-9A-Z]{17}|(BG|BH|CR|DE|GB|GE|IE|ME|RS|VA)00[0-9A-Z]{18}|(AE|G"
                + "I|IL|IQ|OM|SO|TL)00[0-9A-Z]{19}|(AD|CZ|ES|MD|PK|RO|SA|SE|SK|TN|VG)00[0-9"
                + "A-Z]{20}|(LY|PT|ST)00[0-9A-Z]{21}|(IS|TR)00[0-9A-Z]{22}|(BI|DJ|FR|GR|IT|"
                + "MC|MR|SM)00[0-9A-Z]{23}|(AL|AZ|BY|CY|DO|GT|HN|HU|LB|NI|PL|SV)00[0-9A-Z]{"
                + "24}|(BR|EG|PS|QA|UA)00[0-9A-Z]{25}|(JO|KW|MU|YE)00[0-9A-Z]{26}|(MT|SC)00"
                + "[0-9A-Z]{27}|(LC)00[0-9A-Z]{28}|(RU)00[0-9A-Z]{29}";
    }

    /** A text that the generator made, with its check digits. */
    String checked(String text) {
        return switch (this) {
            case LEI -> text.substring(0, 18) + twoDigits(text.substring(0, 18) + "00");
            case IBAN ->
                    text.substring(0, 2)
                            + twoDigits(text.substring(4) + text.substring(0, 2) + "00")
                            + text.substring(4);
            case ISIN -> {
                String head = text.substring(0, 11);
                yield head + (10 - luhn(digits(head + "0"))) % 10;
            }
            default -> text;
        };
    }

    /** Whether a text has the form. */
    boolean holds(String text) {
        if (!shape.matcher(text).matches()) {
            return false;
        }
        return switch (this) {
            case EMAIL -> text.indexOf('@') <= 64;
            case LEI -> modulus(text) == 1;
            case IBAN ->
                    body.matcher(text.substring(0, 2) + "00" + text.substring(4)).matches()
                            && modulus(text.substring(4) + text.substring(0, 4)) == 1;
            case ISIN -> luhn(digits(text)) == 0;
            default -> true;
        };
    }

    /** A text that has the form but for one slip, from one that has it. */
    String broken(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        return switch (this) {
            case EMAIL ->
                    List.of(
                                    text.replace("@", ""),
                                    text.replace("@", "@@"),
                                    text.replace("@", ".@"),
                                    text + ".",
                                    text.substring(0, text.indexOf('@') + 1) + "-x.org")
                            .get(random.nextInt(5));
            case UUID ->
                    List.of(text.replace("-", ""), text + "0", text.substring(0, 35) + "g")
                            .get(random.nextInt(3));
            case URI ->
                    List.of(
                                    text.substring(text.indexOf(':') + 1),
                                    text + "%zz",
                                    text + " ",
                                    "1" + text,
                                    text + "<>")
                            .get(random.nextInt(5));
            case DATE_TIME ->
                    List.of(
                                    text.replace('T', ' '),
                                    text.substring(0, 19),
                                    text.substring(0, 5) + "13" + text.substring(7),
                                    text.substring(0, 11) + "24" + text.substring(13))
                            .get(random.nextInt(4));
            case LEI, ISIN, IBAN, BIC ->
                    random.nextInt(4) == 0
                            ? text + "?"
                            : text.substring(0, at)
                                    + otherDigit(text.charAt(at), random)
                                    + text.substring(at + 1);
        };
    }

    private static char otherDigit(char digit, SplittableRandom random) {
        char other = (char) ('0' + random.nextInt(10));
        return other == digit ? '?' : other;
    }

    private static String twoDigits(String zeros) {
        int check = 98 - modulus(zeros);
        return (check < 10 ? "0" : "") + check;
    }

    private static int modulus(String text) {
        return new BigInteger(digits(text)).mod(MODULUS).intValueExact();
    }

    /** Letters as numbers from 10, as ISO 7064 and ISO 6166 count them. */
    private static String digits(String text) {
        return text.chars()
                .mapToObj(it -> Integer.toString(Character.digit(it, 36)))
                .collect(Collectors.joining());
    }

    private static int luhn(String digits) {
        return IntStream.range(0, digits.length())
                        .map(i -> {
                            int digit = digits.charAt(digits.length() - 1 - i) - '0';
                            int twice = i % 2 == 0 ? digit : 2 * digit;
                            return twice / 10 + twice % 10;
                        })
                        .sum()
                % 10;
    }
}
