package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    void deniedCallsAnswerThatTheyAreNotPermitted(Processor processor) {
        for (DeniedCall call : DeniedCall.all()) {
            call.on(processor)
                    .ifPresent(number ->
                            assertThat(judge(processor, number, 0, 0))
                                    .as(call.name())
                                    .isEqualTo(ERRNO | 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ordinaryCallsPass(Processor processor) {
        // read, write, mmap, futex and exit_group.
        int[] calls =
                processor == Processor.X86_64
                        ? new int[] {0, 1, 9, 202, 231}
                        : new int[] {63, 64, 222, 98, 94};
        for (int call : calls) {
            assertThat(judge(processor, call, 0, 0)).isEqualTo(ALLOW);
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
    void nobodyTypesIntoATerminal(Processor processor) {
        assertThat(judge(processor, processor.ioctl(), 0, 0x5412)).isEqualTo(ERRNO | 1);
        assertThat(judge(processor, processor.ioctl(), 0, 0x541C)).isEqualTo(ERRNO | 1);
        assertThat(judge(processor, processor.ioctl(), 0, 0x5413)).isEqualTo(ALLOW);
    }

    @Test
    void foreignConventionsEndTheProcess() {
        byte[] program = SeccompFilter.program(Processor.X86_64);

        assertThat(judge(program, 0x4000_0003, 0, 0, 0)).isEqualTo(KILL);
        assertThat(judge(program, Processor.AARCH64.audit(), 0, 0, 0)).isEqualTo(KILL);
        assertThat(judge(program, Processor.X86_64.audit(), 0x4000_0000, 0, 0)).isEqualTo(KILL);
    }

    @Test
    void unknownProcessorsHaveNone() {
        assertThat(Processor.named("amd64")).contains(Processor.X86_64);
        assertThat(Processor.named("riscv64")).isEmpty();
    }

    private static long judge(Processor processor, int call, int first, int second) {
        byte[] program = SeccompFilter.program(processor);
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
