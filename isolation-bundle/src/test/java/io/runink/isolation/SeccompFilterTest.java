package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the programs on paper, so that both processors are covered on either. */
final class SeccompFilterTest {

    private static final long ALLOW = 0x7FFF_0000L;
    private static final long KILL = 0x8000_0000L;
    private static final long ERRNO = 0x0005_0000L;
    private static final int STEPS_MAX = 4096;

    @ParameterizedTest
    @EnumSource
    void everyNumberPassesIfItIsListedAndOnlyThen(Processor processor) {
        for (List<AllowedCall> list : List.of(AllowedCall.slices(), AllowedCall.commands())) {
            byte[] program = SeccompFilter.program(processor, list);
            Set<Integer> listed =
                    list.stream()
                            .flatMap(it -> it.on(processor).stream().boxed())
                            .collect(Collectors.toSet());
            for (int number = 0; number <= 600; number++) {
                // A plain fork, a Unix socket, a question how much can be read.
                int first = number == processor.cloneCall() ? 17 : 1;
                long expected;
                if (number == processor.clone3() || number > AllowedCall.LAST_KNOWN) {
                    expected = ERRNO | 38;
                } else {
                    expected = listed.contains(number) ? ALLOW : ERRNO | 1;
                }
                assertThat(judge(program, processor.audit(), number, first, 0x541B))
                        .as("call %s", number)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostileCallsAreNotPermitted(Processor processor) {
        for (HostileCall call : HostileCall.all()) {
            call.on(processor)
                    .ifPresent(number ->
                            assertThat(judge(processor, number, 0, 0))
                                    .as(call.name())
                                    .isEqualTo(ERRNO | 1));
        }
        assertThat(AllowedCall.commands())
                .extracting(AllowedCall::name)
                .doesNotContainAnyElementsOf(
                        HostileCall.all().stream().map(HostileCall::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void ordinaryCallsPass(Processor processor) {
        // read, write, mmap, futex and exit_group, memfd_create and eventfd2.
        int[] calls =
                processor == Processor.X86_64
                        ? new int[] {0, 1, 9, 202, 231, 319, 290}
                        : new int[] {63, 64, 222, 98, 94, 279, 19};
        for (int call : calls) {
            assertThat(judge(processor, call, 0, 0)).isEqualTo(ALLOW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAndNumbersAreListedOnce(Processor processor) {
        assertThat(AllowedCall.commands())
                .extracting(AllowedCall::name)
                .doesNotHaveDuplicates()
                .doesNotContain("clone3");
        assertThat(AllowedCall.commands().stream().flatMap(it -> it.on(processor).stream().boxed()))
                .doesNotHaveDuplicates()
                .allMatch(it -> it <= AllowedCall.LAST_KNOWN);
    }

    /** Where the kernel's own table is installed; the other processor's is in no package of it. */
    @Test
    void numbersAreTheKernels() throws IOException {
        Path header = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
        assumeTrue(Files.exists(header), "no kernel headers here");
        Map<String, Integer> kernel = new HashMap<>();
        for (String line : Files.readAllLines(header)) {
            if (line.matches("#define __NR_\\w+ \\d+")) {
                String[] words = line.split(" ", -1);
                kernel.put(words[1].substring("__NR_".length()), Integer.parseInt(words[2]));
            }
        }
        for (AllowedCall call : AllowedCall.commands()) {
            assertThat(call.x86())
                    .as(call.name())
                    .isEqualTo(kernel.getOrDefault(call.name(), call.x86()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void threadsPassAndNamespacesDoNot(Processor processor) {
        assertThat(judge(processor, processor.cloneCall(), 0x3D_0F00, 0)).isEqualTo(ALLOW);
        for (int bit : new int[] {17, 25, 26, 27, 28, 29, 30}) {
            assertThat(judge(processor, processor.cloneCall(), 1 << bit | 17, 0))
                    .isEqualTo(ERRNO | 1);
        }
        assertThat(judge(processor, processor.clone3(), 0, 0)).isEqualTo(ERRNO | 38);
    }

    @ParameterizedTest
    @EnumSource
    void socketsAreOfUnixOrIp(Processor processor) {
        for (int call : new int[] {processor.socket(), processor.socketpair()}) {
            for (int family : new int[] {1, 2, 10}) {
                assertThat(judge(processor, call, family, 0)).isEqualTo(ALLOW);
            }
            for (int family : new int[] {0, 3, 16, 17, 31, 38, 40, 44}) {
                assertThat(judge(processor, call, family, 0)).isEqualTo(ERRNO | 97);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void devicesAreAskedHarmlessThingsOnly(Processor processor) {
        // Into a terminal's input, its console, loop and tunnel devices, a user fault's answer.
        for (int request : new int[] {0x5412, 0x541C, 0x4C00, 0x400454CA, 0xC018AA3F, 0x5414, 0}) {
            assertThat(judge(processor, processor.ioctl(), 0, request)).isEqualTo(ERRNO | 1);
        }
        for (int request : new int[] {0x5401, 0x5413, 0x541B, 0x8912}) {
            assertThat(judge(processor, processor.ioctl(), 0, request)).isEqualTo(ALLOW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void foreignConventionsEndTheProcess(Processor processor) {
        byte[] program = SeccompFilter.program(processor, AllowedCall.slices());

        // AUDIT_ARCH_I386 and AUDIT_ARCH_ARM, and that of the other processor.
        for (int audit : new int[] {0x4000_0003, 0x4000_0028, ~processor.audit()}) {
            assertThat(judge(program, audit, 0, 0, 0)).isEqualTo(KILL);
        }
    }

    @Test
    void callsOfX32EndTheProcess() {
        assertThat(judge(Processor.X86_64, 0x4000_0000, 0, 0)).isEqualTo(KILL);
        assertThat(judge(Processor.X86_64, 0x4000_0027, 0, 0)).isEqualTo(KILL);
    }

    @Test
    void unknownProcessorsHaveNone() {
        assertThat(Processor.named("amd64")).contains(Processor.X86_64);
        assertThat(Processor.named("riscv64")).isEmpty();
    }

    private static long judge(Processor processor, int call, int first, int second) {
        byte[] program = SeccompFilter.program(processor, AllowedCall.slices());
        return judge(program, processor.audit(), call, first, second);
    }

    /** As the kernel runs it: every jump must land inside, every path must end. */
    private static long judge(byte[] program, int audit, int call, int first, int second) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, call).putInt(4, audit).putInt(16, first).putInt(24, second);
        ByteBuffer steps = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        int loaded = 0;
        int at = 0;
        for (int i = 0; i < STEPS_MAX; i++) {
            int code = steps.getShort(at * 8);
            int value = steps.getInt(at * 8 + 4);
            boolean holds =
                    switch (code) {
                        case 0x20 -> {
                            loaded = data.getInt(value);
                            yield false;
                        }
                        case 0x06 -> false;
                        case 0x15 -> loaded == value;
                        case 0x35 -> Integer.compareUnsigned(loaded, value) >= 0;
                        case 0x45 -> (loaded & value) != 0;
                        default -> throw new AssertionError("code " + code);
                    };
            if (code == 0x06) {
                return Integer.toUnsignedLong(value);
            }
            at += 1 + Byte.toUnsignedInt(steps.get(at * 8 + (holds ? 2 : 3)));
        }
        throw new AssertionError("does not end");
    }
}
