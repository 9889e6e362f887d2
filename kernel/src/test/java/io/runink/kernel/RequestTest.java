package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestTest {

    private static final Request REQUEST =
            new Request(
                    Request.Kind.COMMAND,
                    List.of("run", "--dag", "überall/\u6d4b.jar", "", "a b"),
                    Path.of("/w"),
                    true,
                    false);

    @Test
    void arrivesAsItWasSent() throws IOException {
        assertThat(Request.decode(REQUEST.encode())).isEqualTo(REQUEST);
    }

    @Test
    void ofAnotherVersionIsRefused() {
        byte[] bytes = REQUEST.encode();
        bytes[3]++;

        assertThatThrownBy(() -> Request.decode(bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("another version of the protocol");
    }

    @Test
    void cutShortIsRefused() {
        byte[] bytes = REQUEST.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] some = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Request.decode(some))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
