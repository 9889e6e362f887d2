package io.runink.compile;

import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepParameter;
import io.runink.api.plugin.StepShape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Steps as plug-ins declare them. */
final class Steps {

    private static final String SET = "set=texts:optional:column = value";

    static final Plugin ROWS =
            plugin(
                    "io.runink.step.rows",
                    step("filter", StepShape.SAME, "when", "when=condition:required:what is kept"),
                    means(
                            step(
                                    "select",
                                    StepShape.SELECT,
                                    "columns",
                                    "columns=columns:required:kept"),
                            "only the columns {string} should be kept => columns=$1"),
                    step("rename", StepShape.RENAME, "", "*=column:optional:old name", SET),
                    step("cast", StepShape.CAST, "", "*=column-type:optional:new type", SET),
                    step("derive", StepShape.DERIVE, "", "*=expression:required:value", SET),
                    means(
                            step("default", StepShape.SAME, "", "*=text:required:value", SET),
                            "{word} should default to {string} if missing => set=$1 = $2"),
                    step("fill", StepShape.SAME, "", "*=expression:required:value", SET),
                    means(
                            step(
                                    "mask",
                                    StepShape.SAME,
                                    "columns",
                                    "columns=columns:optional:masked",
                                    "with=text:optional:how"),
                            "{word} should be masked => columns=$1, with=redact"),
                    step(
                            "flatten",
                            StepShape.FLATTEN,
                            "column",
                            "column=column:required:the list",
                            "keep-empty=flag:optional:whether a row stays",
                            "limit=number:optional:most elements",
                            "wait=duration:optional:how long"),
                    inputs(2, 0, step("union", StepShape.SAME, "")));

    static final Plugin KEYS =
            plugin(
                    "io.runink.step.keys",
                    step("sort", StepShape.SAME, "by", "by=texts:required:the order"),
                    step("deduplicate", StepShape.SAME, "by", "by=columns:required:the key"),
                    inputs(
                            2,
                            2,
                            step(
                                    "join",
                                    StepShape.JOIN,
                                    "on",
                                    "on=texts:required:keys",
                                    "kind=text:optional:kind")),
                    step(
                            "aggregate",
                            StepShape.AGGREGATE,
                            "by",
                            "by=columns:optional:keys",
                            "*=aggregate:optional:what is counted",
                            SET,
                            "window.kind=text:optional:kind",
                            "window.time=column:optional:time",
                            "window.size=number:optional:length",
                            "window.slide=number:optional:pace",
                            "window.gap=number:optional:pause",
                            "window.late=text:optional:late rows"),
                    step(
                            "command",
                            StepShape.DECLARED,
                            "",
                            "run=texts:required:program and arguments",
                            "files=texts:optional:more files",
                            "wire=text:optional:form"),
                    step("sql", StepShape.DECLARED, "query", "query=text:required:the query"),
                    inputs(
                            2,
                            2,
                            step(
                                    "references",
                                    StepShape.SAME,
                                    "",
                                    "rule=text:required:its id",
                                    "columns=columns:required:foreign key",
                                    "keys=texts:required:key")));

    private Steps() {}

    private static Plugin plugin(String name, StepDescriptor... steps) {
        List<StepDescriptor> named =
                Stream.of(steps)
                        .map(it ->
                                new StepDescriptor(
                                        it.name(),
                                        it.summary(),
                                        it.shape(),
                                        it.inputsMin(),
                                        it.inputsMax(),
                                        it.parameters(),
                                        it.positional(),
                                        it.sentences(),
                                        it.spills(),
                                        it.memoryMib(),
                                        name))
                        .toList();
        return new Plugin(name, "0.1.0", "00", Path.of(name + ".jar"), List.of(), List.of(), named);
    }

    private static StepDescriptor step(
            String name, StepShape shape, String positional, String... parameters) {
        return new StepDescriptor(
                name,
                "What it does.",
                shape,
                1,
                1,
                Stream.of(parameters).map(StepParameter::parse).toList(),
                positional,
                List.of(),
                false,
                0,
                "");
    }

    private static StepDescriptor means(StepDescriptor step, String... sentences) {
        return new StepDescriptor(
                step.name(),
                step.summary(),
                step.shape(),
                step.inputsMin(),
                step.inputsMax(),
                step.parameters(),
                step.positional(),
                List.of(sentences),
                step.spills(),
                step.memoryMib(),
                "");
    }

    private static StepDescriptor inputs(int least, int most, StepDescriptor step) {
        return new StepDescriptor(
                step.name(),
                step.summary(),
                step.shape(),
                least,
                most,
                step.parameters(),
                step.positional(),
                step.sentences(),
                step.spills(),
                step.memoryMib(),
                "");
    }
}
