package io.runink.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ArchitectureTest {

    /** Rules that find nothing to judge are broken rules. */
    private static final int CLASSES_MIN = 250;

    private static final int BUNDLES_MIN = 25;

    private static final JavaClasses ALL = House.all();

    /** Annotations for compilers and for the bundle's description; nothing of them runs. */
    private static final String[] ANNOTATIONS = {
        "org.jspecify..", "org.osgi.annotation..", "aQute.bnd.annotation.."
    };

    /** By library: the bundles that may know it. */
    private static final Map<String, Set<String>> OWNERS =
            Map.of(
                    "org.apache.ratis", Set.of("io.runink.barn"),
                    "io.micrometer", Set.of("io.runink.observe"),
                    "picocli", Set.of("io.runink.cli"),
                    "com.fasterxml.jackson.databind",
                            Set.of("io.runink.json", "io.runink.authoring"),
                    "com.sun.source", Set.of("io.runink.authoring"),
                    "dev.cel", Set.of("io.runink.cel"),
                    // The signatures of the log service name a bundle and a reference.
                    "org.osgi.framework", Set.of("io.runink.kernel", "io.runink.observe"),
                    "org.osgi.util.tracker", Set.of("io.runink.kernel"),
                    "org.apache.felix", Set.of("io.runink.kernel", "io.runink.shell"));

    /** Where the same input must always give the same output. */
    private static final String[] PURE = {
        "io.runink.plan..", "io.runink.schedule..", "io.runink.compile..", "io.runink.authoring.."
    };

    @Test
    void thereIsAHouseToJudge() {
        assertThat(House.jars()).hasSizeGreaterThanOrEqualTo(BUNDLES_MIN);
        assertThat(ALL.size()).isGreaterThanOrEqualTo(CLASSES_MIN);
        for (String bundle : House.jars().keySet()) {
            if (!bundle.equals("io.runink.arrow")) {
                assertThat(House.classes(bundle).size()).as(bundle).isPositive();
            }
        }
    }

    @Test
    void theNounsKnowTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("io.runink.api..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "io.runink.api..")
                                .or(resideInAnyPackage(ANNOTATIONS)))
                .check(ALL);
    }

    @Test
    void theSpiKnowsTheNounsAndArrowWhereBatchesPass() {
        classes()
                .that()
                .resideInAPackage("io.runink.spi..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "java..",
                                        "io.runink.api..",
                                        "io.runink.spi..",
                                        "org.apache.arrow..")
                                .or(resideInAnyPackage(ANNOTATIONS)))
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.runink.spi.isolation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.arrow..")
                .check(ALL);
    }

    @Test
    void roomsDoNotKnowEachOther() {
        List<String> found = new ArrayList<>();
        for (String bundle : House.jars().keySet()) {
            for (JavaClass one : House.classes(bundle)) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    String other = bundleOf(target);
                    if (!other.isEmpty()
                            && !other.equals(bundle)
                            && !House.SHARED.contains(other)) {
                        found.add(one.getName() + " knows " + target);
                    }
                }
            }
        }
        assertThat(found.stream().distinct().toList()).isEmpty();
    }

    /** The bundle a class of this project is in: the longest name that its package begins with. */
    private static String bundleOf(String type) {
        return House.jars().keySet().stream()
                .filter(it -> type.startsWith(it + "."))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    @Test
    void librariesStayWithTheirOwners() {
        List<String> found = new ArrayList<>();
        for (String bundle : House.jars().keySet()) {
            for (JavaClass one : House.classes(bundle)) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    OWNERS.forEach((library, owners) -> {
                        if (target.startsWith(library + ".") && !owners.contains(bundle)) {
                            found.add(one.getName() + " knows " + target);
                        }
                    });
                }
            }
        }
        assertThat(found.stream().distinct().toList()).isEmpty();
    }

    @Test
    void theNounsFollowTheFlowWithoutCycles() {
        slices().matching("io.runink.api.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessMarked() {
        Set<String> marked =
                ALL.stream()
                        .filter(it -> it.getSimpleName().equals("package-info"))
                        .filter(it -> it.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .map(JavaClass::getPackageName)
                        .collect(java.util.stream.Collectors.toSet());
        List<String> unmarked =
                ALL.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(it -> !marked.contains(it))
                        .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Utilities|Manager|Helper|Impl)(\\$.*)?")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(ALL);
    }

    @Test
    void pureRoomsAskNeitherClockNorDice() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(
                        new DescribedPredicate<JavaAccess<?>>("the clock or randomness") {
                            @Override
                            public boolean test(JavaAccess<?> access) {
                                return unpredictable(
                                        access.getTargetOwner().getName(), access.getName());
                            }
                        })
                .check(ALL);
    }

    private static boolean unpredictable(String owner, String member) {
        boolean clock =
                owner.equals("java.lang.System")
                        && Set.of("currentTimeMillis", "nanoTime").contains(member);
        boolean now = owner.startsWith("java.time.") && member.equals("now");
        boolean system = owner.equals("java.time.Clock") && member.startsWith("system");
        boolean dice =
                Stream.of(
                                "java.util.Random",
                                "java.util.SplittableRandom",
                                "java.util.concurrent.ThreadLocalRandom",
                                "java.security.SecureRandom")
                        .anyMatch(owner::equals);
        boolean id = owner.equals("java.util.UUID") && member.equals("randomUUID");
        boolean maths = owner.equals("java.lang.Math") && member.equals("random");
        return clock || now || system || dice || id || maths;
    }

    @Test
    void nobodyPrintsStackTracesButTheCrashLog() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.runink.kernel.CrashLog")
                .should()
                .accessTargetWhere(
                        new DescribedPredicate<JavaAccess<?>>("a printed stack trace") {
                            @Override
                            public boolean test(JavaAccess<?> access) {
                                return access.getName().equals("printStackTrace");
                            }
                        })
                .check(ALL);
    }
}
