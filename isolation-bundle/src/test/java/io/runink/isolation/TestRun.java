package io.runink.isolation;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests in a process of its own: as somebody else, or on another machine. */
final class TestRun {

    private TestRun() {}

    /** Takes names of test classes; prints a line for each test, and ends with 1 if one failed. */
    public static void main(String[] classes) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                List.of(classes).stream()
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                        .build();
        List<String> failed = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        request,
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() || result.getThrowable().isPresent()) {
                                    String line = line(test, result);
                                    System.out.println(line);
                                    if (line.startsWith("FAILED")) {
                                        failed.add(line);
                                    }
                                }
                            }
                        });
        System.out.println("tests ended, failed " + failed.size());
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static String line(TestIdentifier test, TestExecutionResult result) {
        String outcome =
                switch (result.getStatus()) {
                    case SUCCESSFUL -> "passed";
                    case ABORTED -> "skipped";
                    case FAILED -> "FAILED";
                };
        String id = test.getUniqueId();
        String reason =
                result.getThrowable().map(it -> " " + it).orElse("").replaceAll("\\s+", " ");
        return outcome
                + " "
                + id.substring(id.lastIndexOf("isolation.") + "isolation.".length())
                + " "
                + test.getDisplayName()
                + reason;
    }
}
