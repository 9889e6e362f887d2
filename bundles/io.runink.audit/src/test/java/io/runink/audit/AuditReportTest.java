package io.runink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.audit.Auditor.Coverage;
import io.runink.api.audit.Auditor.Report;
import io.runink.api.error.Location;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class AuditReportTest {

    private static Report nasty() {
        return new Report(
                3,
                1,
                2,
                true,
                List.of(
                        new Coverage("Reading", "heat.range", 2, 2),
                        new Coverage("Reading", "a<b>&\"c\"", 0, 1)),
                List.of(
                        AuditError.ROW_REJECTED.at(
                                new Location("in<.json", 3, 0),
                                "'<script>' & \u0001 'x'",
                                "mend \"it\"")));
    }

    @Test
    void junitCountsAreThoseOfTheElements() throws Exception {
        String xml = JUnitReport.of(nasty());
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests"))
                .isEqualTo("" + document.getElementsByTagName("testcase").getLength())
                .isEqualTo("3");
        assertThat(suite.getAttribute("failures"))
                .isEqualTo("" + document.getElementsByTagName("failure").getLength())
                .isEqualTo("1");
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo("" + document.getElementsByTagName("skipped").getLength());
        Element failure = (Element) document.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("'<script>' & \uFFFD 'x'");
        assertThat(xml).contains("<property name=\"warning\" value=\"no row breaks the rule\"/>");
    }

    @Test
    void htmlIsOnePageAndEscapesWhatItShows() throws Exception {
        String html = HtmlReport.of(nasty());
        assertThat(html)
                .contains("<html lang=\"en\">", "<th scope=\"col\">", "differs from the labels")
                .contains("&lt;script&gt;", "in&lt;.json:3", "a&lt;b&gt;&amp;&quot;c&quot;")
                .doesNotContain("<script", "src=", "href=", "http");
        assertThat(HtmlReport.of(new Report(0, 0, 0, false, List.of(), List.of())))
                .contains("nothing for an author to change", "enforces no rule");
    }
}
