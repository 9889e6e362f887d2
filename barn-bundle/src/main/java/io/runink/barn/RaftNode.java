package io.runink.barn;

import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.ExitUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's peer of the Barn's Raft group. The group has one peer; requests of this process go to
 * it without a socket.
 */
final class RaftNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);
    private static final RaftPeerId PEER = RaftPeerId.valueOf("n1");
    private static final RaftGroupId GROUP =
            RaftGroupId.valueOf(
                    UUID.nameUUIDFromBytes("runink-barn".getBytes(StandardCharsets.UTF_8)));

    private final RaftServer server;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    private final FileChannel lock;

    private RaftNode(RaftServer server, FileChannel lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the peer and waits until it leads and answers.
     *
     * @throws RuninkException if it cannot, with everything closed again
     */
    static RaftNode start(Path folder, LogMachine machine, Duration timeout) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Ratis looks classes up through the context loader, and its threads inherit it.
        thread.setContextClassLoader(RaftNode.class.getClassLoader());
        // A library must not end the kernel's process.
        ExitUtils.disableSystemExit();
        RaftNode node = null;
        FileChannel lock = null;
        try {
            checkName(folder);
            RaftProperties properties = Settings.checked(Settings.options(folder));
            Files.createDirectories(folder);
            lock = lock(folder);
            TornTail.cut(folder.resolve("groups"));
            node = new RaftNode(build(properties, machine), lock);
            node.server.start();
            machine.ready().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            node.confirm().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return node;
        } catch (InterruptedException e) {
            thread.interrupt();
            throw abandon(node, lock, folder, e);
        } catch (RuninkException e) {
            close(node, lock);
            throw e;
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            // Ratis tells what it cannot read by whatever unchecked exception is at hand.
            throw abandon(node, lock, folder, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RaftServer build(RaftProperties properties, LogMachine machine)
            throws IOException {
        // The port is free for the taking at each start, and only other peers would dial it.
        RaftPeer peer = RaftPeer.newBuilder().setId(PEER).setAddress("127.0.0.1:0").build();
        Parameters parameters = new Parameters();
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, new ClosedDoor());
        return RaftServer.newBuilder()
                .setParameters(parameters)
                .setServerId(PEER)
                .setGroup(RaftGroup.valueOf(GROUP, List.of(peer)))
                .setProperties(properties)
                .setStateMachine(machine)
                .setOption(RaftStorage.StartupOption.RECOVER)
                .build();
    }

    /** Where the peer listens. */
    InetSocketAddress address() {
        return server.getServerRpc().getInetSocketAddress();
    }

    static RaftGroupId group() {
        return GROUP;
    }

    static RaftPeerId peer() {
        return PEER;
    }

    /** Proposes an entry; the future is done when it is durable and applied. */
    CompletableFuture<RaftClientReply> propose(byte[] entry) {
        return send(
                RaftClientRequest.writeRequestType(),
                Message.valueOf(UnsafeByteOperations.unsafeWrap(entry)));
    }

    /** Done when everything acknowledged before the call is applied here. */
    CompletableFuture<RaftClientReply> confirm() {
        return send(RaftClientRequest.readRequestType(), Message.EMPTY);
    }

    private CompletableFuture<RaftClientReply> send(RaftClientRequest.Type type, Message message) {
        try {
            return server.submitClientRequestAsync(
                            RaftClientRequest.newBuilder()
                                    .setClientId(client)
                                    .setServerId(PEER)
                                    .setGroupId(GROUP)
                                    .setCallId(calls.incrementAndGet())
                                    .setMessage(message)
                                    .setType(type)
                                    .build())
                    .thenCompose(RaftNode::successful);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<RaftClientReply> successful(RaftClientReply reply) {
        return reply.isSuccess()
                ? CompletableFuture.completedFuture(reply)
                : CompletableFuture.failedFuture(reply.getException());
    }

    /** Ratis splits folders at commas and expands dollar signs. */
    private static void checkName(Path folder) {
        if (folder.toString().contains(",") || folder.toString().contains("$")) {
            throw BarnError.CANNOT_START.exception(
                    "the Barn's folder '" + folder + "' has a comma or a dollar sign in its name",
                    "set RUNINK_HOME to a folder without one");
        }
    }

    /** Held while the folder is in use; Ratis has one of its own, but looks at the log first. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process; the answer is the same.
        }
        channel.close();
        throw Failures.held(folder);
    }

    @Override
    public void close() {
        close(this, lock);
    }

    private static void close(@Nullable RaftNode node, @Nullable FileChannel lock) {
        try {
            if (node != null) {
                Closing.close(node.server);
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // Nothing acknowledged depends on a clean end.
            LOG.warn("the Barn did not close cleanly", e);
        }
    }

    private static RuninkException abandon(
            @Nullable RaftNode node, @Nullable FileChannel lock, Path folder, Exception cause) {
        close(node, lock);
        return Failures.ofStart(folder, cause);
    }
}
