package io.runink.kernel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a home's kernel: in a folder only its owner may enter, and itself the owner's only.
 *
 * <p>The operating system allows 107 bytes for its path. A deeper home's kernel works in the
 * socket's own folder and binds the bare name; others reach that folder as {@code /proc/PID/cwd},
 * with the id that the lock names.
 */
final class KernelSocket {

    /** {@code sockaddr_un.sun_path} has 108 bytes on Linux, with the end mark. */
    static final int PATH_BYTES_MAX = 107;

    private KernelSocket() {}

    /** Whether its absolute path is short enough to be bound from any folder. */
    static boolean fits(Path socket) {
        return bytes(socket.toString()) <= PATH_BYTES_MAX;
    }

    private static int bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Listens. The caller holds the home's lock, so a socket that is there already belongs to a
     * process that ended without removing it.
     *
     * @throws io.runink.api.error.RuninkException if it cannot
     */
    static ServerSocketChannel listen(Home home) {
        Path socket = home.socket();
        Path bound = socket;
        if (!fits(socket)) {
            bound = socket.getFileName();
            if (bound == null || !isCurrent(home.run())) {
                throw KernelError.SOCKET.exception(
                        "socket path '"
                                + socket
                                + "' has "
                                + bytes(socket.toString())
                                + " bytes, expected at most "
                                + PATH_BYTES_MAX,
                        "set RUNINK_HOME to a shorter path, or start it with 'runi server start'"
                                + " without --foreground");
            }
        }
        ServerSocketChannel channel = null;
        try {
            Files.deleteIfExists(socket);
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(bound));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException e) {
            if (channel != null) {
                closeQuietly(channel);
            }
            throw KernelError.SOCKET.exception(
                    "socket '"
                            + socket
                            + "' cannot be opened ("
                            + Home.reason(e)
                            + "), expected a"
                            + " folder on a local file system",
                    "set RUNINK_HOME to a folder on a local disk");
        }
    }

    private static boolean isCurrent(Path folder) {
        try {
            return Files.isSameFile(Path.of(""), folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** A connection to the home's kernel, or null when none listens. */
    static @Nullable SocketChannel connect(Home home) {
        Path socket = home.socket();
        if (!Files.exists(socket)) {
            return null;
        }
        Path reached = socket;
        if (!fits(socket)) {
            Path name = socket.getFileName();
            Long pid = HomeLock.holder(home.lock()).orElse(null);
            if (name == null || pid == null) {
                return null;
            }
            reached = Path.of("/proc", pid.toString(), "cwd").resolve(name);
        }
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(reached));
        } catch (IOException e) {
            return null;
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It never listened.
        }
    }
}
