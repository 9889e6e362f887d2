package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.plan.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SliceCommandTest {

    @Test
    void theCacheIsTrainedWithTheFlagsItIsUsedWith() throws IOException {
        String script =
                Files.readString(
                        Path.of(
                                System.getProperty("runink.checkout", "../.."),
                                "distribution/assembly/src/main/bin/train-slices"));
        List<String> command = SliceCommand.of(Resources.STANDARD, true, true);
        assertThat(command)
                .filteredOn(it ->
                        it.startsWith("--")
                                || it.startsWith("-XX:+UseSerialGC")
                                || it.startsWith("-D"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(it -> assertThat(script).contains(it));
        assertThat(script).contains("-p /runink/lib -m io.runink.slice/");
    }

    @Test
    void everythingASliceMayUseIsSaid() {
        assertThat(SliceCommand.of(Resources.STANDARD, false, false))
                .contains("-Xms96m", "-Xmx96m", "-XX:ActiveProcessorCount=2")
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .noneMatch(it -> it.startsWith("-XX:AOTCache"));
    }
}
