package io.runink.contract.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.Formats;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.tck.CheckSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FormatChecksTest {

    private static final DataType STRING = DataType.of(DataType.Kind.STRING);

    private final CheckSuite suite = new CheckSuite(new FormatChecks(), RuleClass.RECORD);

    private void takes(Formats format, List<String> good, List<String> bad) {
        Rule rule = suite.rule("format", Map.of("value", List.of(format.name())));
        List<@Nullable String> all = new ArrayList<>(good);
        all.add(null);
        all.addAll(bad);
        List<String> refused =
                suite.broken(rule, STRING, all).stream()
                        .map(row -> String.valueOf(all.get(row)))
                        .toList();
        assertThat(refused).isEqualTo(bad);
    }

    @Test
    void mailAddressesAreDotAtomsAtDomains() {
        String local = "a".repeat(64);
        String label = "b".repeat(63);
        takes(
                Formats.EMAIL,
                List.of(
                        "a@b.cd",
                        "first.last+tag@sub.example.org",
                        "o'neil!#$%&*-/=?^_`{|}~@x-y.example",
                        "1@2.3d",
                        local + "@" + label + ".org"),
                List.of(
                        "",
                        "@",
                        "a",
                        "a@",
                        "@b.cd",
                        "a@b",
                        "a.@b.cd",
                        ".a@b.cd",
                        "a..b@c.de",
                        "a@b..cd",
                        "a@.b.cd",
                        "a@b.cd.",
                        "a@-b.cd",
                        "a@b-.cd",
                        "a@b.12",
                        "a b@c.de",
                        "a@b@c.de",
                        "\"a b\"@c.de",
                        "a@[1.2.3.4]",
                        "ü@example.org",
                        "a@exämple.org",
                        local + "a@b.cd",
                        "a@" + label + "b.org",
                        local + "@" + (label + ".").repeat(3) + "org"));
    }

    @Test
    void uuidsAreHexadecimalInGroups() {
        takes(
                Formats.UUID,
                List.of(
                        "00000000-0000-0000-0000-000000000000",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                        "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"),
                List.of(
                        "",
                        "f81d4fae7dec11d0a76500a0c91e6bf6",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
                        "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
                        "f81d4fae-7dec-11d0-a7650-0a0c91e6bf6"));
    }

    @Test
    void urisHaveASchemeAndOnlyWhatTheirPartsAllow() {
        takes(
                Formats.URI,
                List.of(
                        "ftp://ftp.is.co.za/rfc/rfc1808.txt",
                        "http://www.ietf.org/rfc/rfc2396.txt",
                        "ldap://[2001:db8::7]/c=GB?objectClass?one",
                        "http://[vF.a-b:c]/",
                        "mailto:John.Doe@example.com",
                        "news:comp.infosystems.www.servers.unix",
                        "tel:+1-816-555-1212",
                        "telnet://192.0.2.16:80/",
                        "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
                        "file:///etc/hosts",
                        "a:",
                        "http://user:pw@host:8080/a%20b?q=1/2?#f/?",
                        "http://host:"),
                List.of(
                        "",
                        "http",
                        "//host/path",
                        "/path",
                        "1a:b",
                        "ht tp://x",
                        ":a",
                        "http://a b",
                        "http://a/%2",
                        "http://a/%zz",
                        "http://a/#b#c",
                        "http://a/[",
                        "http://[::1",
                        "http://[]/",
                        "http://[xyz]/",
                        "http://ho<st/",
                        "http://a/\u00e9",
                        "http://a/\\"));
    }

    @Test
    void instantsHaveSecondsAndAnOffset() {
        takes(
                Formats.DATE_TIME,
                List.of(
                        "2026-01-31T09:30:00Z",
                        "2024-02-29T23:59:59.123456789012+23:59",
                        "0001-01-01T00:00:00-00:00"),
                List.of(
                        "",
                        "2026-01-31",
                        "2026-01-31T09:30Z",
                        "2026-01-31 09:30:00Z",
                        "2026-01-31t09:30:00z",
                        "2026-02-29T09:30:00Z",
                        "2026-01-31T24:00:00Z",
                        "2026-01-31T09:60:00Z",
                        "2026-01-31T09:30:60Z",
                        "2026-01-31T09:30:00",
                        "2026-01-31T09:30:00.Z",
                        "2026-01-31T09:30:00+0100",
                        "2026-01-31T09:30:00+24:00",
                        "2026-01-31T09:30:00ZZ"));
    }

    @Test
    void identifiersHaveRightCheckDigits() {
        takes(
                Formats.LEI,
                List.of("529900T8BM49AURSDO55", "HWUPKR0MPOU8FGXBT394"),
                List.of(
                        "",
                        "529900T8BM49AURSDO54",
                        "529900T8BM49AURSDO5",
                        "529900t8BM49AURSDO55",
                        "529900T8BM49AURSDO5A",
                        "529900T8BM49 URSDO55"));
        takes(
                Formats.ISIN,
                List.of("US0378331005", "DE000BAY0017", "AU0000XVGZA3", "GB0002634946"),
                List.of(
                        "",
                        "US0378331006",
                        "AU0000VXGZA4",
                        "us0378331005",
                        "US037833100",
                        "U10378331005",
                        "US037833100A"));
        takes(
                Formats.IBAN,
                List.of(
                        "GB82WEST12345698765432",
                        "DE89370400440532013000",
                        "NO9386011117947",
                        "MT84MALT011000012345MTLCAST001S"),
                List.of(
                        "",
                        "GB82 WEST 1234 5698 7654 32",
                        "GB82WEST12345698765431",
                        "DE8937040044053201300",
                        "gb82west12345698765432",
                        "XX82WEST12345698765432",
                        "DEA9370400440532013000"));
        takes(
                Formats.BIC,
                List.of("DEUTDEFF", "NEDSZAJJXXX", "1ABCDE2A"),
                List.of("", "DEUTDEF", "DEUTDEFFXX", "deutdeff", "DEUT1EFF", "DEUTDEFF-XX"));
    }

    @Test
    void everyFormatSaysWhatItExpects() {
        for (Formats format : Formats.values()) {
            Rule rule = suite.rule("format", Map.of("value", List.of(format.name())));
            assertThat(suite.check(rule, STRING, 1).expected()).isNotBlank();
        }
        assertThatThrownBy(() ->
                        suite.check(
                                suite.rule("format", Map.of("value", List.of("FAX"))), STRING, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> suite.check(suite.rule("format", Map.of()), STRING, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
