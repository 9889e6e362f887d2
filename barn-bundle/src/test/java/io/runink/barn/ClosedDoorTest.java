package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else on the machine can do with the port. */
final class ClosedDoorTest {

    @TempDir Path home;

    @Test
    void nobodyElseWritesOrRemovesTheGroup() throws IOException {
        LogMachine machine = new LogMachine(new ChangeLog(10));
        try (RaftNode node = RaftNode.start(home, machine, Duration.ofSeconds(30))) {
            RaftPeer peer =
                    RaftPeer.newBuilder()
                            .setId(RaftNode.peer())
                            .setAddress("127.0.0.1:" + node.address().getPort())
                            .build();
            RaftProperties properties = Settings.checked(Settings.options(home));
            try (RaftClient stranger =
                    RaftClient.newBuilder()
                            .setProperties(properties)
                            .setRaftGroup(RaftGroup.valueOf(RaftNode.group(), List.of(peer)))
                            .setRetryPolicy(RetryPolicies.noRetry())
                            .build()) {
                assertThatThrownBy(() -> stranger.io().send(Message.valueOf("forged")))
                        .isInstanceOf(IOException.class)
                        .hasStackTraceContaining("PERMISSION_DENIED");
                assertThatThrownBy(() ->
                                stranger.getGroupManagementApi(RaftNode.peer())
                                        .remove(RaftNode.group(), true, false))
                        .isInstanceOf(IOException.class)
                        .hasStackTraceContaining("PERMISSION_DENIED");
            }
            assertThat(machine.state()).isEqualTo(State.EMPTY);
            node.confirm().join();
        }
    }

    @Test
    void thePortIsOnLoopbackAlone() throws IOException {
        try (RaftNode node =
                RaftNode.start(home, new LogMachine(new ChangeLog(10)), Duration.ofSeconds(30))) {
            List<InetAddress> others =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(address -> !address.isLoopbackAddress())
                            .toList();
            for (InetAddress other : others) {
                assertThatThrownBy(() -> connect(other, node.address().getPort()))
                        .isInstanceOf(IOException.class);
            }
            connect(InetAddress.ofLiteral("127.0.0.1"), node.address().getPort());
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
        }
    }
}
