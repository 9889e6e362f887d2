package io.runink.audit;

import io.runink.api.audit.Auditor.Coverage;
import io.runink.api.audit.Auditor.Report;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;

/** Writes a report as one page: no script, no other file, readable by a screen reader. */
final class HtmlReport {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Audit</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem;
              padding: 1rem; }
            table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
            caption { font-weight: bold; padding: 0.5rem 0; text-align: left; }
            th, td { border-bottom: 1px solid; padding: 0.3rem 0.6rem; text-align: left;
              vertical-align: top; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            code { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <main>
            <h1>Audit</h1>
            """;

    private HtmlReport() {}

    static String of(Report report) {
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<h2>Summary</h2>\n<ul>\n");
        html.append(item(report.rows(), "row read", "rows read"));
        html.append(item(report.accepted(), "row accepted", "rows accepted"));
        html.append(item(report.rejected(), "row rejected", "rows rejected"));
        html.append(item(report.findings().size(), "finding", "findings"));
        html.append("<li>")
                .append(report.labelled() ? "Compared with labels" : "No labels to compare with")
                .append("</li>\n</ul>\n");
        findings(html, report);
        coverage(html, report);
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String item(long count, String one, String many) {
        return "<li>" + count + " " + (count == 1 ? one : many) + "</li>\n";
    }

    private static void findings(StringBuilder html, Report report) {
        html.append("<h2>Findings</h2>\n");
        if (report.findings().isEmpty()) {
            html.append("<p>None: nothing for an author to change.</p>\n");
            return;
        }
        html.append("<table>\n<caption>What an author should change</caption>\n<thead><tr>");
        html.append(head("Code", "")).append(head("Place", "")).append(head("Finding", ""));
        html.append(head("What to do", "")).append("</tr></thead>\n<tbody>\n");
        for (Problem finding : report.findings()) {
            Location place = finding.place();
            html.append("<tr>")
                    .append(cell("code", finding.code()))
                    .append(cell("code", place == null ? "" : place.toString()))
                    .append(cell("", finding.message()))
                    .append(cell("", finding.remedy()))
                    .append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static void coverage(StringBuilder html, Report report) {
        html.append("<h2>Rules</h2>\n");
        if (report.coverage().isEmpty()) {
            html.append("<p>The pipeline enforces no rule.</p>\n");
            return;
        }
        html.append("<table>\n<caption>How the data exercised each rule</caption>\n<thead><tr>");
        html.append(head("Contract", "")).append(head("Rule", ""));
        html.append(head("Rows that broke it", "number"));
        if (report.labelled()) {
            html.append(head("Rows labelled so", "number"));
        }
        html.append(head("Remark", "")).append("</tr></thead>\n<tbody>\n");
        for (Coverage line : report.coverage()) {
            html.append("<tr>")
                    .append(cell("", line.contract()))
                    .append(cell("code", line.rule()))
                    .append(cell("number", Long.toString(line.violated())));
            if (report.labelled()) {
                html.append(cell("number", Long.toString(line.expected())));
            }
            html.append(cell("", remark(line))).append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static String remark(Coverage line) {
        if (line.expected() >= 0 && line.expected() != line.violated()) {
            return "differs from the labels";
        }
        return line.violated() == 0 ? "never broken" : "";
    }

    private static String head(String text, String look) {
        return "<th scope=\"col\""
                + (look.isEmpty() ? "" : " class=\"" + look + "\"")
                + ">"
                + Markup.escaped(text)
                + "</th>";
    }

    private static String cell(String look, String text) {
        String inner = Markup.escaped(text);
        return switch (look) {
            case "code" -> "<td><code>" + inner + "</code></td>";
            case "number" -> "<td class=\"number\">" + inner + "</td>";
            default -> "<td>" + inner + "</td>";
        };
    }
}
