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

final class JsonConnectorTest {

    private static final Contract AB = contract("a", "b");

    private final ConnectorSuite suite =
            new ConnectorSuite(new JsonConnector(), Map.of("record-bytes", "1024"));

    private List<String> read(String dataset) throws IOException {
        return Samples.read(suite, AB, utf8(dataset));
    }

    @Test
    void readsLinesWithEveryKindOfValue() throws IOException {
        String numbers = "{\"a\":\"x\",\"b\":1.50}\n";
        String unnamed = "{\"b\":true,\"c\":[1]}\r\n\n  \r\n";
        String nested = "{\"a\":{\"n\" : [1, \"}\"]},\"b\":null}\n";
        String twice = "{\"a\":\"first\",\"a\":\"last\",\"b\":\"\\u00e9\\n\\ud83d\\ude00\"}";
        assertThat(read(numbers + unnamed + nested + twice))
                .containsExactly(
                        "1:x|1.50", "2:-|true", "5:{\"n\" : [1, \"}\"]}|-", "6:last|é\n😀");
    }

    @Test
    void aBrokenLineCostsItselfAlone() throws IOException {
        assertThat(read("{\"a\":\"1\"}\n{\"a\":\nnull\n{\"a\":\"2\"}{}\n[1]\n{\"a\":\"3\"}\nx"))
                .containsExactly(
                        "1:1|-",
                        "6:3|-",
                        "2!SYNTAX",
                        "3!SYNTAX",
                        "4!SYNTAX",
                        "5!SYNTAX",
                        "7!SYNTAX");
    }

    @Test
    void aLineAboveTheLimitIsLeftOutAndReadingGoesOn() throws IOException {
        String fits = "{\"a\":\"" + "x".repeat(1024 - 8) + "\"}";
        assertThat(fits).hasSize(1024);
        List<String> said =
                read(fits + "\r\n" + fits + " \n" + "y".repeat(3_000) + "\n" + "{\"a\":\"z\"}\n");
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).startsWith("1:xxx");
        assertThat(said.subList(1, 4)).containsExactly("4:z|-", "2!LENGTH", "3!LENGTH");
    }

    @Test
    void bytesThatAreNotUtf8AreSaidToBe() throws IOException {
        byte[] dataset = utf8("{\"a\":\"?\"}\n{\"a\":\"\\ud800\"}\n{\"a\":\"ok\"}\n");
        dataset[6] = (byte) 0xC0;
        assertThat(Samples.read(suite, AB, dataset))
                .containsExactly("3:ok|-", "1!ENCODING", "2!ENCODING");
    }

    @Test
    void bytesThatLookLikeAnotherEncodingAreNoJson() throws IOException {
        String utf16 = "\0{\0\"\0a\0\"\0:\0001\0}";
        assertThat(read(utf16 + "\n{\0\0\0\0\"}\n\0\0{\"\n{\"a\":\"\0\"}\n{\"a\":2}\n"))
                .containsExactly("5:2|-", "1!SYNTAX", "2!SYNTAX", "3!SYNTAX", "4!SYNTAX");
    }

    @Test
    void readsAnArrayAsItReadsLines() throws IOException {
        assertThat(read("\uFEFF \n[\n{\"a\":\"1,]\"},\n\n{\"a\":{\"x\":[]}}\n , {\"b\":2}]\n"))
                .containsExactly("3:1,]|-", "5:{\"x\":[]}|-", "6:-|2");
        assertThat(read("[]")).isEmpty();
        assertThat(read("[ \n ] \n")).isEmpty();
    }

    @Test
    void aBrokenElementCostsItselfAloneWhileBracketsClose() throws IOException {
        assertThat(read("[{\"a\":1},\n{oops},\n7,\n{\"a\":2},\n]"))
                .containsExactly("1:1|-", "4:2|-", "2!SYNTAX", "3!SYNTAX", "5!SYNTAX");
        assertThat(read("[{\"a\":1}, {\"a\":\"open}, {\"a\":2}]"))
                .containsExactly("1:1|-", "1!SYNTAX");
        assertThat(read("[{\"a\":1},\n{\"a\":\"" + "x".repeat(2000) + "\"},\n{\"a\":2}]"))
                .containsExactly("1:1|-", "3:2|-", "2!LENGTH");
    }

    @Test
    void anArrayThatStopsShortOrGoesOnIsNotTakenForWhole() throws IOException {
        assertThat(read("[{\"a\":1}")).containsExactly("1:1|-", "1!SYNTAX");
        assertThat(read("[{\"a\":1},\n")).containsExactly("1:1|-", "2!SYNTAX");
        assertThat(read("[{\"a\":1}]\n{\"a\":2}")).containsExactly("1:1|-", "2!SYNTAX");
    }

    @Test
    void anEmptyFileHasNoRows() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n \n")).isEmpty();
    }

    @Test
    void writesWhatItReads() throws IOException {
        Contract all =
                contract(
                        "s",
                        "b:boolean",
                        "i:int32",
                        "l:int64",
                        "d:decimal(18,4)",
                        "f:float64",
                        "day:date",
                        "t:time",
                        "ts:timestamp",
                        "x:bytes");
        List<@org.jspecify.annotations.Nullable String> full =
                row(
                        "a \"quoted\" é😀\n",
                        "true",
                        "-1",
                        "9007199254740993",
                        "12.5000",
                        "1.5",
                        "2026-02-28",
                        "10:15:00",
                        "2026-01-02T03:04:05.250Z",
                        "AQID");
        assertThat(
                        suite.write(
                                all,
                                List.of(
                                        full,
                                        row(
                                                null, null, null, null, null, null, null, null,
                                                null, null))))
                .asString()
                .isEqualTo(
                        "{\"s\":\"a \\\"quoted\\\" é😀\\n\",\"b\":true,\"i\":-1,"
                                + "\"l\":9007199254740993,\"d\":12.5000,\"f\":1.5,"
                                + "\"day\":\"2026-02-28\",\"t\":\"10:15:00\","
                                + "\"ts\":\"2026-01-02T03:04:05.250Z\",\"x\":\"AQID\"}\n{}\n");
        suite.readsBackWhatItWrote(all, List.of(full, full, full));
    }

    @Test
    void readsAnyNumberOfRows() throws IOException {
        suite.readsAnyNumberOfRows(AB, utf8("{\"a\":\"x\",\"b\":1}\n"), 300_000);
    }

    @Test
    void aSettingOutOfBoundsIsRefused() {
        ConnectorSuite wrong = new ConnectorSuite(new JsonConnector(), Map.of("batch-rows", "0"));
        assertThatThrownBy(() -> wrong.read(AB, new byte[0]))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-CONNECTOR-002");
    }
}
