package io.runink.audit;

import io.runink.api.audit.Auditor.Coverage;
import io.runink.api.audit.Auditor.Report;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** Writes a report as JUnit XML: counts are those of the elements, since they come from them. */
final class JUnitReport {

    /**
     * A test case.
     *
     * @param xml the element
     * @param failed whether it holds a failure
     */
    private record Case(String xml, boolean failed) {}

    private JUnitReport() {}

    static String of(Report report) {
        List<Case> cases = new ArrayList<>();
        report.coverage().forEach(coverage -> cases.add(rule(coverage)));
        report.findings().forEach(finding -> cases.add(finding(finding)));
        long failures = cases.stream().filter(Case::failed).count();
        StringBuilder xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts =
                " tests=\""
                        + cases.size()
                        + "\" failures=\""
                        + failures
                        + "\" errors=\"0\" skipped=\"0\"";
        xml.append("<testsuites").append(counts).append(">\n");
        xml.append("  <testsuite name=\"runi audit\"").append(counts).append(">\n");
        xml.append("    <properties>\n");
        xml.append(property("rows", Long.toString(report.rows())));
        xml.append(property("accepted", Long.toString(report.accepted())));
        xml.append(property("rejected", Long.toString(report.rejected())));
        xml.append(property("labelled", Boolean.toString(report.labelled())));
        xml.append("    </properties>\n");
        cases.forEach(it -> xml.append(it.xml()));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private static Case rule(Coverage coverage) {
        StringBuilder xml = new StringBuilder(open(coverage.contract(), coverage.rule()));
        xml.append("      <properties>\n");
        xml.append(property("violated", Long.toString(coverage.violated())));
        if (coverage.expected() >= 0) {
            xml.append(property("expected", Long.toString(coverage.expected())));
        }
        if (coverage.violated() == 0) {
            xml.append(property("warning", "no row breaks the rule"));
        }
        xml.append("      </properties>\n");
        if (coverage.violated() == 0) {
            xml.append("      <system-out>warning: no row breaks the rule</system-out>\n");
        }
        return new Case(xml.append("    </testcase>\n").toString(), false);
    }

    private static Case finding(Problem finding) {
        Location place = finding.place();
        String name = place == null ? finding.message() : place.toString();
        return new Case(
                open("finding." + finding.code(), name)
                        + "      <failure type=\""
                        + Markup.escaped(finding.code())
                        + "\" message=\""
                        + Markup.escaped(finding.message())
                        + "\">"
                        + Markup.escaped(finding.text())
                        + "</failure>\n    </testcase>\n",
                true);
    }

    private static String open(String group, String name) {
        return "    <testcase classname=\""
                + Markup.escaped(group)
                + "\" name=\""
                + Markup.escaped(name)
                + "\" time=\"0\">\n";
    }

    private static String property(String name, String value) {
        return "      <property name=\"" + name + "\" value=\"" + Markup.escaped(value) + "\"/>\n";
    }
}
