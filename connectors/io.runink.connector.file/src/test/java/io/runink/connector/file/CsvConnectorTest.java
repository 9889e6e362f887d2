package io.runink.connector.file;

import static io.runink.connector.file.Samples.contract;
import static io.runink.connector.file.Samples.row;
import static io.runink.connector.file.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import io.runink.tck.ConnectorSuite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CsvConnectorTest {

    private static final Contract AB = contract("a", "b");

    private final ConnectorSuite suite =
            new ConnectorSuite(new CsvConnector(), Map.of("record-bytes", "1024"));

    private List<String> read(String dataset) throws IOException {
        return Samples.read(suite, AB, utf8(dataset));
    }

    @Test
    void matchesColumnsByTheHeader() throws IOException {
        assertThat(read("\uFEFFb,other,a,b\r\n1,x,2,3\r\n,y,4,5\n"))
                .containsExactly("2:2|1", "3:4|-");
        assertThat(read("other\nx\n")).containsExactly("2:-|-");
    }

    @Test
    void quotedFieldsHoldSeparatorsQuotesAndLineEnds() throws IOException {
        assertThat(read("a,b\n\"x,\"\"y\"\"\r\nz\",\"\"\n\n\"2\",\"é\""))
                .containsExactly("2:x,\"y\"\r\nz|-", "5:2|é");
    }

    @Test
    void rowsOfAnotherWidthAreMalformed() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n1,2\n")).containsExactly("4:1|2", "2!SYNTAX", "3!SYNTAX");
    }

    @Test
    void aQuoteOutOfPlaceCostsItsLine() throws IOException {
        assertThat(read("a,b\n1\"2,3\n\"x\"y,2\n1,2\n"))
                .containsExactly("4:1|2", "2!SYNTAX", "3!SYNTAX");
        assertThat(read("a,b\n1,2\n\"open,3\n4,5\n")).containsExactly("2:1|2", "3!SYNTAX");
    }

    @Test
    void aRowAboveTheLimitIsLeftOutAndReadingGoesOn() throws IOException {
        assertThat(read("a,b\n" + "x".repeat(5000) + ",1\n\"" + "y".repeat(3000) + "\",2\n3,4\n"))
                .containsExactly("4:3|4", "2!LENGTH", "3!LENGTH");
        String fits = "x".repeat(1022) + ",1";
        assertThat(read("a,b\r\n" + fits + "\r\n" + fits + "2\r\n3,4"))
                .containsExactly("2:" + "x".repeat(1022) + "|1", "4:3|4", "3!LENGTH");
    }

    @Test
    void bytesThatAreNotUtf8AreSaidToBe() throws IOException {
        byte[] dataset = utf8("a,b\n?,1\n2,3\n");
        dataset[4] = (byte) 0xFF;
        assertThat(Samples.read(suite, AB, dataset)).containsExactly("3:2|3", "2!ENCODING");
    }

    @Test
    void anEmptyFileHasNoRows() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("a,b")).isEmpty();
        assertThat(read("\n\na,b\n\n1,2\n\n")).containsExactly("5:1|2");
    }

    @Test
    void aHeaderThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> read("a,\"b\n1,2\n"))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-CONNECTOR-001");
    }

    @Test
    void writesWhatItReads() throws IOException {
        List<@org.jspecify.annotations.Nullable String> full = row("x,\"y\"\r\n", " é ");
        assertThat(suite.write(AB, List.of(full, row(null, "2"))))
                .asString()
                .isEqualTo("a,b\r\n\"x,\"\"y\"\"\r\n\", é \r\n,2\r\n");
        suite.readsBackWhatItWrote(AB, List.of(full, row(null, null), row("1", null)));
        suite.readsBackWhatItWrote(contract("a"), List.of(row("1"), row((String) null), row("2")));
        suite.readsBackWhatItWrote(
                contract("d:decimal(9,2)", "t:timestamp"),
                List.of(row("-0.50", "2026-01-02T03:04:05Z"), row(null, null)));
    }
}
