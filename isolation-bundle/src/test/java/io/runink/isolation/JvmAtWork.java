package io.runink.isolation;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Does behind walls what Java code may want to do there, each of which ends in other system calls;
 * prints what could not be done. A JDK that calls others than the last one is found out here.
 */
final class JvmAtWork {

    private static final Path FOLDER = Path.of("/tmp");
    private static final int SECONDS = 10;

    private JvmAtWork() {}

    /** Takes nothing; a last line {@code end} says that all was tried. */
    public static void main(String[] arguments) {
        attempt("threads", JvmAtWork::threads);
        attempt("files", JvmAtWork::files);
        attempt("mapped", JvmAtWork::mapped);
        attempt("watch", JvmAtWork::watch);
        attempt("sockets", JvmAtWork::sockets);
        attempt("selector", JvmAtWork::selector);
        attempt("child", JvmAtWork::child);
        attempt("machine", JvmAtWork::machine);
        attempt("native memory", JvmAtWork::nativeMemory);
        System.out.println("end");
    }

    private static void attempt(String what, Callable<Boolean> work) {
        try {
            if (!work.call()) {
                System.out.println(what + " answered wrongly");
            }
        } catch (Exception | LinkageError e) {
            System.out.println(what + " failed: " + e);
        }
    }

    private static boolean threads() throws Exception {
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            long sum = 0;
            for (long i = 0; i < 100; i++) {
                long number = i;
                sum +=
                        virtual.submit(
                                        () -> {
                                            Thread.sleep(1);
                                            return number;
                                        })
                                .get(SECONDS, TimeUnit.SECONDS);
            }
            System.gc();
            return sum == 4950 && LongStream.range(0, 100_000).parallel().sum() == 4_999_950_000L;
        }
    }

    private static boolean files() throws Exception {
        Path folder = Files.createDirectories(FOLDER.resolve("a/b"));
        Path file = Files.writeString(folder.resolve("x"), "text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Path copy = folder.resolve("y");
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, folder.resolve("z"), StandardCopyOption.ATOMIC_MOVE);
        Files.createLink(folder.resolve("l"), file);
        Files.createSymbolicLink(folder.resolve("s"), file);
        boolean sound = Files.isSameFile(folder.resolve("s"), folder.resolve("l"));
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                var found = Files.walk(FOLDER.resolve("a"))) {
            channel.truncate(2);
            channel.force(true);
            sound &= lock.isValid() && channel.size() == 2 && found.count() == 6;
            sound &= Files.getFileStore(FOLDER).getTotalSpace() > 0;
        }
        Files.delete(folder.resolve("z"));
        return sound && Files.readString(folder.resolve("l")).equals("te");
    }

    private static boolean mapped() throws Exception {
        Path file = Files.write(FOLDER.resolve("mapped"), new byte[8192]);
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared()) {
            var memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8192, arena);
            memory.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 4096, (byte) 7);
            memory.force();
            memory.load();
            ByteBuffer one = ByteBuffer.allocate(1);
            return channel.read(one, 4096) == 1 && one.get(0) == 7 && memory.isLoaded();
        }
    }

    private static boolean watch() throws Exception {
        try (WatchService watch = FOLDER.getFileSystem().newWatchService()) {
            FOLDER.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(FOLDER.resolve("seen"));
            return watch.poll(SECONDS, TimeUnit.SECONDS) != null;
        }
    }

    private static boolean sockets() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(FOLDER.resolve("socket"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel client = SocketChannel.open(address);
                    SocketChannel accepted = server.accept()) {
                client.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                ByteBuffer got = ByteBuffer.allocate(8);
                boolean sound = accepted.read(got) == 3;
                ServerSocketChannel inet = ServerSocketChannel.open();
                inet.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                inet.close();
                return sound;
            }
        }
    }

    private static boolean selector() throws Exception {
        try (Selector selector = Selector.open()) {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.source().register(selector, java.nio.channels.SelectionKey.OP_READ);
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            return selector.select(TimeUnit.SECONDS.toMillis(SECONDS)) == 1;
        }
    }

    private static boolean child() throws Exception {
        Process child =
                new ProcessBuilder(List.of("/bin/sh", "-c", "cat; exit 7"))
                        .directory(FOLDER.toFile())
                        .start();
        child.getOutputStream().write('x');
        child.getOutputStream().close();
        boolean sound = child.getInputStream().read() == 'x';
        return sound && child.waitFor() == 7;
    }

    private static boolean machine() throws Exception {
        byte[] seed = new SecureRandom().generateSeed(16);
        return seed.length == 16
                && Runtime.getRuntime().availableProcessors() > 0
                && NetworkInterface.networkInterfaces().allMatch(it -> it.getName().equals("lo"))
                && InetAddress.getLoopbackAddress().isLoopbackAddress()
                && ProcessHandle.current().info().startInstant().isPresent()
                && ThreadLocalRandom.current().nextLong() != 0
                && new java.io.File("/").getTotalSpace() >= 0;
    }

    private static boolean nativeMemory() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(8L << 20, 4096).fill((byte) 1).byteSize() == 8L << 20;
        }
    }
}
