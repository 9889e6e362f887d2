package io.runink.api;

/** Forms that a text can be held to. Each is told in time linear in the text. */
public enum Formats {
    /** {@code local@domain}: the dot-atom form of RFC 5321, ASCII, within its lengths. */
    EMAIL,
    /** A UUID as RFC 9562 writes it: 8-4-4-4-12 hexadecimal digits, in either case. */
    UUID,
    /** An absolute URI of RFC 3986: with a scheme. */
    URI,
    /** A date, {@code T}, a time and an offset or {@code Z}: RFC 3339. */
    DATE_TIME,
    /** A Legal Entity Identifier, ISO 17442, its two check digits included. */
    LEI,
    /** A securities number, ISO 6166, its check digit included. */
    ISIN,
    /** A bank account number, ISO 13616, its two check digits included; no spaces. */
    IBAN,
    /** A bank's code, ISO 9362: eight or eleven characters. */
    BIC
}
