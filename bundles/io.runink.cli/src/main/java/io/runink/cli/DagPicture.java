package io.runink.cli;

import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.plan.Plan;
import io.runink.api.plan.SlicePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a DAG as SVG: self-contained, for light and dark pages, the same bytes for the same DAG.
 * Rejections lead from every node but a sink to the dead-letter queue; a mark on the node says so,
 * since lines for all of them would hide the others.
 */
final class DagPicture {

    private static final int BOX_WIDTH = 212;
    private static final int BOX_HEIGHT = 62;
    private static final int COLUMN_WIDTH = 346;
    private static final int HALF_ROW = 46;
    private static final int MARGIN = 24;

    /** How far apart two edges of the same ends are. */
    private static final int TWIN = 12;

    private static final int HEAD = 58;
    private static final int FOOT = 92;

    /** Characters that fit a box and an edge at their sizes. */
    private static final int NAME_MAX = 24;

    private static final int TEXT_MAX = 29;
    private static final int WHEN_MAX = 19;

    /** Plain classes: viewers other than browsers know no variables. */
    private static final String STYLE =
            """
            <style>
            text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;\
            fill:#1c2330}
            .t{font-size:17px;font-weight:600}.n{font-size:13px;font-weight:600}
            .d{font-size:11px;fill:#5b6676}.w{font-size:11px;text-anchor:middle}
            .h{font-size:11px;text-anchor:middle;fill:#fff;stroke:#fff;stroke-width:4px}
            .e{fill:none;stroke:#8a95a5;stroke-width:1.6}.x{stroke-dasharray:2 3}.a{fill:#8a95a5}
            .p{fill:#fff}.b{fill:#f4f6f9;stroke-width:1.4}
            .b.source{stroke:#2f6fde}.f.source{fill:#2f6fde}.b.step{stroke:#7a8699}
            .f.step{fill:#7a8699}.b.plug{stroke:#7c4dcb}.f.plug{fill:#7c4dcb}.b.mask{stroke:#b06a00}
            .f.mask{fill:#b06a00}.b.sink{stroke:#1d8a4e}.f.sink{fill:#1d8a4e}.b.dlq{stroke:#c63b3b}
            .f.dlq{fill:#c63b3b}
            @media (prefers-color-scheme:dark){text{fill:#e6eaf0}.d{fill:#a3adba}
            .h{fill:#151a21;stroke:#151a21}.e{stroke:#6b7686}.a{fill:#6b7686}.p{fill:#151a21}
            .b{fill:#1f2630}.b.source{stroke:#6ea3ff}.f.source{fill:#6ea3ff}.b.step{stroke:#98a4b5}
            .f.step{fill:#98a4b5}.b.plug{stroke:#b08cff}.f.plug{fill:#b08cff}.b.mask{stroke:#e0a040}
            .f.mask{fill:#e0a040}.b.sink{stroke:#4fc284}.f.sink{fill:#4fc284}.b.dlq{stroke:#f07a7a}
            .f.dlq{fill:#f07a7a}}
            </style>
            """;

    private final Dag dag;
    private final DagLayout layout;
    private final Map<String, String> slices = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private DagPicture(Dag dag, Plan plan) {
        this.dag = dag;
        this.layout = new DagLayout(dag);
        for (SlicePlan slice : plan.slices()) {
            slice.nodes().forEach(node -> slices.put(node, slice.name()));
        }
    }

    static String draw(Dag dag, Plan plan) {
        return new DagPicture(dag, plan).draw();
    }

    private String draw() {
        int width = Math.max(640, 2 * MARGIN + (layout.columns() - 1) * COLUMN_WIDTH + BOX_WIDTH);
        int bottom = HEAD + layout.rows() * HALF_ROW;
        int height = bottom + FOOT + MARGIN;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0"
                        + " {} {}\" role=\"img\">",
                width,
                height,
                width,
                height);
        line("<title>{}</title>", escaped("'" + dag.scenario() + "' as a graph of its steps"));
        svg.append(STYLE);
        line(
                "<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
                        + " markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\""
                        + " class=\"a\"/></marker></defs>");
        line("<rect width=\"{}\" height=\"{}\" rx=\"8\" class=\"p\"/>", width, height);
        String herd = dag.herd().isEmpty() ? "" : "  ·  herd " + dag.herd();
        line(
                "<text class=\"t\" x=\"{}\" y=\"34\">{}</text>",
                MARGIN,
                escaped(clip(dag.scenario() + herd, width / 10)));
        Map<String, Integer> twins = new HashMap<>();
        for (DagLayout.Way way : layout.ways()) {
            String ends = way.edge().from() + " " + way.edge().to();
            edge(way, twins.merge(ends, 1, Integer::sum) - 1);
        }
        dag.nodes().stream().filter(it -> !(it instanceof Node.Dlq)).forEach(this::node);
        dag.nodes(Node.Dlq.class).forEach(it -> box(it, MARGIN, bottom + 18));
        line(
                "<circle cx=\"{}\" cy=\"{}\" r=\"4\" class=\"f dlq\"/><text class=\"d\""
                        + " x=\"{}\" y=\"{}\">its rejected rows go there</text>",
                MARGIN + BOX_WIDTH + 22,
                bottom + 49,
                MARGIN + BOX_WIDTH + 33,
                bottom + 53);
        line("</svg>");
        return svg.toString();
    }

    private static int x(DagLayout.Spot spot) {
        return MARGIN + spot.column() * COLUMN_WIDTH;
    }

    private static int y(DagLayout.Spot spot) {
        return HEAD + spot.row() * HALF_ROW + HALF_ROW;
    }

    /**
     * Draws an edge.
     *
     * @param twin how many of the same ends are drawn already
     */
    private void edge(DagLayout.Way way, int twin) {
        DagLayout.Spot from = layout.spot(way.edge().from());
        DagLayout.Spot to = layout.spot(way.edge().to());
        int end = y(to) + twin * TWIN;
        StringBuilder path = new StringBuilder();
        int atX = x(from) + BOX_WIDTH;
        int atY = y(from) + twin * TWIN;
        path.append("M").append(atX).append(' ').append(atY);
        for (DagLayout.Spot spot : way.spots()) {
            curve(path, atX, atY, x(spot), y(spot));
            atX = x(spot) + BOX_WIDTH;
            atY = y(spot);
            path.append("L").append(atX).append(' ').append(atY);
        }
        curve(path, atX, atY, x(to) - 2, end);
        String title = way.edge().from() + " to " + way.edge().to() + ": ";
        line(
                "<path class=\"e{}\" marker-end=\"url(#a)\" d=\"{}\"><title>{}</title></path>",
                way.edge().kind() == Edge.Kind.LEXICAL ? " x" : "",
                path,
                escaped(title + NodeWords.carries(way.edge()) + when(way.edge())));
        if (!way.edge().when().isEmpty()) {
            String label = escaped(clip("if " + oneLine(way.edge().when()), WHEN_MAX));
            // Twice: once as wide as a brush, so that no line shows through.
            for (String style : List.of("h", "w")) {
                line(
                        "<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>",
                        style,
                        (atX + x(to)) / 2,
                        end + (twin == 0 ? -8 : 16),
                        label);
            }
        }
    }

    private static String when(Edge edge) {
        return edge.when().isEmpty() ? "" : ", if " + oneLine(edge.when());
    }

    private static void curve(StringBuilder path, int fromX, int fromY, int toX, int toY) {
        int middle = (fromX + toX) / 2;
        path.append("C").append(middle).append(' ').append(fromY).append(' ');
        path.append(middle).append(' ').append(toY).append(' ');
        path.append(toX).append(' ').append(toY);
    }

    private void node(Node node) {
        DagLayout.Spot spot = layout.spot(node.name());
        box(node, x(spot), y(spot) - BOX_HEIGHT / 2);
    }

    private void box(Node node, int x, int y) {
        String kind = kind(node);
        line("<g transform=\"translate({} {})\">", x, y);
        line(
                "<title>{}</title>",
                escaped(
                        node.name()
                                + ": "
                                + NodeWords.does(node)
                                + "; yields "
                                + NodeWords.yields(node)));
        line(
                "<rect class=\"b {}\" width=\"{}\" height=\"{}\" rx=\"7\"/><rect class=\"f {}\""
                        + " width=\"5\" height=\"{}\" rx=\"2.5\"/>",
                kind,
                BOX_WIDTH,
                BOX_HEIGHT,
                kind,
                BOX_HEIGHT);
        text("n", 20, clip(node.name(), NAME_MAX));
        text("d", 37, clip(NodeWords.does(node), TEXT_MAX));
        String held = NodeWords.held(dag, node).equals("here") ? " ✓ rules" : "";
        String slice = slices.getOrDefault(node.name(), "");
        text("d", 53, clip(NodeWords.yields(node) + held + "  ·  " + slice, TEXT_MAX));
        boolean rejects =
                dag.edges().stream()
                        .anyMatch(it ->
                                it.from().equals(node.name()) && it.kind() == Edge.Kind.REJECTIONS);
        if (rejects) {
            line(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"4\" class=\"f dlq\"/>",
                    BOX_WIDTH - 10,
                    BOX_HEIGHT - 10);
        }
        line("</g>");
    }

    private void text(String style, int y, String text) {
        line("<text class=\"{}\" x=\"14\" y=\"{}\">{}</text>", style, y, escaped(text));
    }

    private static String kind(Node node) {
        return switch (node) {
            case Node.Source ignored -> "source";
            case Node.Sink ignored -> "sink";
            case Node.Dlq ignored -> "dlq";
            case Node.Step step ->
                    switch (step.work()) {
                        case Node.Work.Mask ignored -> "mask";
                        case Node.Work.Plug plug -> plug.step().equals("mask") ? "mask" : "plug";
                        default -> "step";
                    };
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String clip(String text, int length) {
        int points = text.codePointCount(0, text.length());
        return points <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** As XML holds it: characters that XML has no form for become a question mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        default -> {
                            boolean valid =
                                    point >= ' '
                                            && !Character.isISOControl(point)
                                            && Character.getType(point) != Character.SURROGATE
                                            && (point & 0xFFFE) != 0xFFFE;
                            escaped.appendCodePoint(valid ? point : '?');
                        }
                    }
                });
        return escaped.toString();
    }

    /** A line with values in the place of {@code {}}, in order. */
    private void line(String template, Object... values) {
        int at = 0;
        for (Object value : values) {
            int place = template.indexOf("{}", at);
            svg.append(template, at, place).append(value);
            at = place + 2;
        }
        svg.append(template, at, template.length()).append('\n');
    }
}
