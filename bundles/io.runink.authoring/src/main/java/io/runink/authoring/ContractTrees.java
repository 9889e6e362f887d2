package io.runink.authoring;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.runink.api.error.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The classes and methods of a compilation in source order, with their places. Taken from the parse
 * tree before the compiler moves annotations of record components elsewhere.
 */
final class ContractTrees {

    /**
     * A class, interface, enum or record.
     *
     * @param path of its tree
     * @param places of its name and annotations
     * @param components of a record, by name
     */
    record Type(TreePath path, AnnotationPlaces places, Map<String, AnnotationPlaces> components) {

        /** The place of its name. */
        Location name() {
            return places.name();
        }
    }

    /**
     * A method.
     *
     * @param path of its tree
     * @param name place of its name
     */
    record Method(TreePath path, Location name) {}

    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    private ContractTrees() {}

    static ContractTrees scan(
            Iterable<? extends CompilationUnitTree> units, List<JavaText> sources, Trees trees) {
        Map<URI, JavaText> byUri = new HashMap<>();
        sources.forEach(source -> byUri.put(source.toUri(), source));
        ContractTrees found = new ContractTrees();
        for (CompilationUnitTree unit : units) {
            // The compiler wraps file objects of others: only the name tells them.
            JavaText source =
                    Objects.requireNonNull(
                            byUri.get(unit.getSourceFile().toUri()), "not a contract file");
            found.new Scanner(unit, source, trees.getSourcePositions()).scan(unit, null);
        }
        return found;
    }

    List<Type> types() {
        return types;
    }

    List<Method> methods() {
        return methods;
    }

    private final class Scanner extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final JavaText source;

        Scanner(CompilationUnitTree unit, JavaText source, SourcePositions positions) {
            this.unit = unit;
            this.source = source;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            Map<String, AnnotationPlaces> components = new HashMap<>();
            if (tree.getKind() == Tree.Kind.RECORD) {
                for (Tree member : tree.getMembers()) {
                    if (member instanceof VariableTree variable
                            && !variable.getModifiers().getFlags().contains(Modifier.STATIC)) {
                        components.put(
                                variable.getName().toString(),
                                new AnnotationPlaces(
                                        named(
                                                variable.getName().toString(),
                                                positions.getEndPosition(unit, variable.getType())),
                                        annotations(variable.getModifiers().getAnnotations())));
                    }
                }
            }
            types.add(
                    new Type(
                            getCurrentPath(),
                            new AnnotationPlaces(
                                    named(
                                            tree.getSimpleName().toString(),
                                            after(tree.getModifiers(), tree)),
                                    annotations(tree.getModifiers().getAnnotations())),
                            components));
            return super.visitClass(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            Tree type = tree.getReturnType();
            long from =
                    type == null
                            ? after(tree.getModifiers(), tree)
                            : positions.getEndPosition(unit, type);
            methods.add(new Method(getCurrentPath(), named(tree.getName().toString(), from)));
            return super.visitMethod(tree, null);
        }

        private long after(Tree modifiers, Tree whole) {
            long end = positions.getEndPosition(unit, modifiers);
            return end >= 0 ? end : positions.getStartPosition(unit, whole);
        }

        /** The public tree API has no position of a name: it is the first such word from there. */
        private Location named(String name, long from) {
            if (from < 0) {
                return source.place(from);
            }
            int at = (int) from;
            while (true) {
                at = source.text().indexOf(name, at);
                if (at < 0 || name.isEmpty()) {
                    return source.place(from);
                }
                int end = at + name.length();
                boolean begins =
                        at == 0 || !Character.isJavaIdentifierPart(source.text().charAt(at - 1));
                boolean ends =
                        end == source.text().length()
                                || !Character.isJavaIdentifierPart(source.text().charAt(end));
                if (begins && ends) {
                    return source.place(at);
                }
                at = end;
            }
        }

        private Map<String, List<Location>> annotations(
                List<? extends AnnotationTree> annotations) {
            Map<String, List<Location>> places = new HashMap<>();
            for (AnnotationTree annotation : annotations) {
                String name = annotation.getAnnotationType().toString();
                places.computeIfAbsent(
                                name.substring(name.lastIndexOf('.') + 1), _ -> new ArrayList<>())
                        .add(source.place(positions.getStartPosition(unit, annotation)));
            }
            return places;
        }
    }
}
