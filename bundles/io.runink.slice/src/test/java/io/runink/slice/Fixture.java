package io.runink.slice;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.contract.StepFunction.Cardinality;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A pipeline over orders, as the compiler would hand it to slices. */
final class Fixture {

    static final String SOURCE =
            """
            import java.math.BigDecimal;
            import java.time.Instant;
            import java.util.Optional;
            class Orders {
                enum Side { BUY, SELL }
                record Order(String orderId, Side side, BigDecimal amount, int lots,
                        Instant placedAt, String taxId, String mail) {}
                record Tagged(String orderId, BigDecimal amount, Instant placedAt,
                        String taxId, String mail, String tag) {}
                static Optional<Tagged> tag(Order order) {
                    if (order.lots() == 999) {
                        return Optional.empty();
                    }
                    if (order.lots() == 777) {
                        throw new IllegalStateException("secret " + order.mail());
                    }
                    return Optional.of(new Tagged(order.orderId(), order.amount(),
                            order.placedAt(), order.taxId(), order.mail(),
                            order.side() + ":" + order.orderId()));
                }
            }
            """;

    private Fixture() {}

    static Contract raw() {
        return contract(
                "RawOrder",
                List.of(field("payload", "string", false, null, "Order")),
                List.of(required("payload")));
    }

    static Contract order() {
        return contract(
                "Order",
                List.of(
                        field("order_id", "string", false, null, null),
                        field("side", "string", false, null, null),
                        field("amount", "decimal(18,4)", false, null, null),
                        field("lots", "int32", false, null, null),
                        field("placed_at", "timestamp", false, null, null),
                        field("tax_id", "string", true, Masking.REDACT, null),
                        field("mail", "string", true, Masking.PARTIAL, null)),
                List.of(
                        required("order_id"),
                        rule("order_id", "unique", "unique", RuleClass.KEYED_SET),
                        rule("side", "one-of", "enum", RuleClass.RECORD, "BUY", "SELL"),
                        required("amount"),
                        rule("amount", "greater-than", "range", RuleClass.RECORD, "0"),
                        required("lots"),
                        rule(
                                "tax_id",
                                "pattern",
                                "pattern",
                                RuleClass.RECORD,
                                "[0-9]{3}-[0-9]{2}")));
    }

    static Contract tagged() {
        return contract(
                "Tagged",
                List.of(
                        field("order_id", "string", false, null, null),
                        field("amount", "decimal(18,4)", false, null, null),
                        field("placed_at", "timestamp", false, null, null),
                        field("tax_id", "string", true, null, null),
                        field("mail", "string", true, null, null),
                        field("tag", "string", false, null, null)),
                List.of(required("tag")));
    }

    static Dag dag(String source, String sink, @Nullable String dlq) {
        List<Node> nodes =
                List.of(
                        new Node.Source("orders", source, "RawOrder", true),
                        new Node.Step(
                                "Decode",
                                new Node.Work.Decode("payload"),
                                "RawOrder",
                                "Order",
                                false),
                        new Node.Step("Check", new Node.Work.Validate(), "Order", "Order", true),
                        new Node.Step(
                                "Hide",
                                new Node.Work.Mask(List.of("tax_id", "mail")),
                                "Order",
                                "Order",
                                false),
                        new Node.Step(
                                "Tag",
                                new Node.Work.Call("Orders", "tag", Cardinality.OPTIONAL),
                                "Order",
                                "Tagged",
                                true),
                        new Node.Sink("tagged", sink, "Tagged"),
                        new Node.Dlq("dlq", dlq));
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge("orders", "Decode", Edge.Kind.ROWS, "RawOrder"));
        edges.add(new Edge("Decode", "Check", Edge.Kind.LEXICAL, "Order"));
        edges.add(new Edge("Check", "Hide", Edge.Kind.ROWS, "Order"));
        edges.add(new Edge("Hide", "Tag", Edge.Kind.ROWS, "Order"));
        edges.add(new Edge("Tag", "tagged", Edge.Kind.ROWS, "Tagged"));
        for (String step : List.of("orders", "Decode", "Check", "Hide", "Tag")) {
            edges.add(new Edge(step, "dlq", Edge.Kind.REJECTIONS, ""));
        }
        return new Dag(
                Dag.FORMAT,
                "orders",
                "",
                new TreeMap<>(),
                List.of(raw(), order(), tagged()),
                nodes,
                edges,
                List.of(),
                new TreeMap<>());
    }

    static Contract contract(String name, List<Field> fields, List<Rule> rules) {
        List<Rule> all = new ArrayList<>();
        for (Field field : fields) {
            all.add(
                    new Rule(
                            field.name() + ".type",
                            "type",
                            "type",
                            RuleClass.RECORD,
                            List.of(field.name()),
                            new TreeMap<>(Map.of("type", List.of(field.type().toString())))));
            rules.stream().filter(r -> r.columns().contains(field.name())).forEach(all::add);
        }
        return new Contract(
                name, name, "1.0.0", "", "Orders$" + name, fields, all, null, null, null);
    }

    static Field field(
            String name,
            String type,
            boolean pii,
            @Nullable Masking masking,
            @Nullable String jsonOf) {
        StringBuilder component = new StringBuilder();
        for (String word : name.split("_", -1)) {
            component.append(
                    component.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return new Field(name, component.toString(), DataType.parse(type), pii, masking, jsonOf);
    }

    static Rule required(String column) {
        return rule(column, "required", "required", RuleClass.RECORD);
    }

    static Rule rule(
            String column, String name, String kind, RuleClass category, String... values) {
        return new Rule(
                column + "." + name,
                name,
                kind,
                category,
                List.of(column),
                values.length == 0
                        ? new TreeMap<>()
                        : new TreeMap<>(Map.of("value", List.of(values))));
    }

    /** Compiles a source text into a jar. */
    static byte[] jar(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        JavaFileManager manager =
                new ForwardingJavaFileManager<>(standard) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location,
                            String name,
                            JavaFileObject.Kind kind,
                            FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(
                                        name, n -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("mem:///Orders.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignore) {
                        return source;
                    }
                };
        boolean compiled =
                compiler.getTask(
                                null,
                                manager,
                                null,
                                List.of("-proc:none", "-classpath", ""),
                                null,
                                List.of(file))
                        .call();
        if (!compiled) {
            throw new IllegalStateException("the fixture does not compile");
        }
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (Map.Entry<String, ByteArrayOutputStream> entry : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey().replace('.', '/') + ".class"));
                zip.write(entry.getValue().toByteArray());
                zip.closeEntry();
            }
        }
        return jar.toByteArray();
    }
}
