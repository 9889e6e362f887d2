package io.runink.authoring;

import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractReader;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.plugin.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads contract files from disk and compiles them together. */
final class ContractFiles implements ContractReader {

    /** Bytes of one file. Contracts are written by hand: more is a mistake or an attack. */
    static final int SIZE_MAX = 1024 * 1024;

    /** Files of one compilation. */
    static final int FILES_MAX = 100;

    private final Supplier<List<Path>> classPath;
    private final Plugins plugins;

    ContractFiles(Supplier<List<Path>> classPath, Plugins plugins) {
        this.classPath = classPath;
        this.plugins = plugins;
    }

    @Override
    public Outcome<ContractFile> read(List<String> files, Path workspace) {
        if (files.isEmpty()) {
            return Outcome.refused(
                    ContractError.NO_CONTRACT.problem(
                            "no contract file is given",
                            "name one with --contract or @contract(\"file\")"));
        }
        if (files.size() > FILES_MAX) {
            return Outcome.refused(
                    ContractError.TOO_LARGE.problem(
                            files.size() + " contract files are given, at most " + FILES_MAX,
                            "give fewer files"));
        }
        List<Problem> problems = new ArrayList<>();
        List<JavaText> sources = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (String file : files) {
            try {
                Path path = workspace.resolve(file).toAbsolutePath().normalize();
                if (seen.add(path)) {
                    text(file, path, problems)
                            .ifPresent(
                                    text -> sources.add(new JavaText(file, text, sources.size())));
                }
            } catch (InvalidPathException e) {
                problems.add(unreadable(file, "the name is no path"));
            }
        }
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        return new ContractCompilation(classPath.get(), plugins).compile(sources);
    }

    private static Optional<String> text(String file, Path path, List<Problem> problems) {
        if (!Files.isRegularFile(path)) {
            problems.add(
                    unreadable(
                            file,
                            Files.exists(path)
                                    ? "'" + file + "' is no file"
                                    : "there is no contract file '" + file + "'"));
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(SIZE_MAX + 1);
        } catch (IOException e) {
            problems.add(unreadable(file, "'" + file + "' cannot be read"));
            return Optional.empty();
        }
        if (bytes.length > SIZE_MAX) {
            problems.add(
                    ContractError.TOO_LARGE.at(
                            Location.of(file),
                            "the file has more than " + SIZE_MAX + " bytes",
                            "split it into several contract files"));
            return Optional.empty();
        }
        return decoded(file, bytes, problems);
    }

    private static Optional<String> decoded(String file, byte[] bytes, List<Problem> problems) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            JavaText good = new JavaText(file, text.toString(), 0);
            problems.add(
                    ContractError.NOT_UTF8.at(
                            good.place(text.length()),
                            "the file is not UTF-8 here",
                            "save it as UTF-8"));
            return Optional.empty();
        }
        String all = text.toString();
        String plain = all.startsWith("\uFEFF") ? all.substring(1) : all;
        return guarded(file, plain, problems) ? Optional.of(plain) : Optional.empty();
    }

    /** Whether a person who reads the file reads what the compiler does. */
    private static boolean guarded(String file, String text, List<Problem> problems) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            Optional<String> fault =
                    point > ' ' && point <= '~' ? Optional.empty() : TextGuard.fault(point);
            if (fault.isPresent()) {
                problems.add(
                        ContractError.CHARACTER.at(
                                new JavaText(file, text, 0).place(at),
                                String.format("the file holds U+%04X, %s", point, fault.get()),
                                "remove it; inside a text write it as an escape"));
                return false;
            }
        }
        return true;
    }

    private static Problem unreadable(String file, String message) {
        return ContractError.FILE_UNREADABLE.at(
                Location.of(file),
                message + ", expected a Java file with contracts",
                "correct the path; it starts at the workspace");
    }
}
