package io.runink.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.herd.IsolationLevel;
import io.runink.posix.OpenMode;
import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs from outside Runink, and what a hostile one would try. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ForeignTest {

    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private Path folder;
    private Walls walls = new Walls(Path.of("unset"));

    @BeforeEach
    void raise() {
        walls = new Walls(folder);
    }

    @AfterEach
    void lower() {
        walls.close();
    }

    /** What a program made of its input. */
    private record Ran(SliceExit exit, String output, String errors, String log) {}

    /** A program at work: the ends of its streams that are the test's. */
    private record Started(SliceProcess process, int input, int output, int errors, Path log) {}

    private Started start(IsolationLevel level, List<Path> files, String... command)
            throws IOException {
        int[] input = Posix.streamPair();
        int[] output = Posix.streamPair();
        int[] errors = Posix.streamPair();
        List<LaunchSpec.Copy> copies = new ArrayList<>();
        for (Path file : files) {
            int descriptor = Posix.open(file, OpenMode.READ_NO_LINK);
            copies.add(new LaunchSpec.Copy(descriptor, folder.relativize(file).toString()));
        }
        LaunchSpec plain = walls.spec(level, List.of(), List.of(command));
        LaunchSpec spec =
                new LaunchSpec(
                        plain.name(),
                        level,
                        plain.resources(),
                        List.of(),
                        plain.command(),
                        plain.log(),
                        new LaunchSpec.Foreign(input[1], output[1], errors[1], folder, copies));
        try {
            SliceProcess process = walls.launcher().launch(spec);
            return new Started(process, input[0], output[0], errors[0], spec.log());
        } finally {
            copies.forEach(it -> Posix.close(it.descriptor()));
            List.of(input[1], output[1], errors[1]).forEach(Posix::close);
        }
    }

    private Ran run(IsolationLevel level, String input, List<Path> files, String... command)
            throws Exception {
        Started started = start(level, files, command);
        try (SliceProcess process = started.process();
                FileInputStream out = new FileInputStream(Posix.adopt(started.output()));
                FileInputStream errors = new FileInputStream(Posix.adopt(started.errors()))) {
            try (FileOutputStream in = new FileOutputStream(Posix.adopt(started.input()))) {
                in.write(input.getBytes(UTF_8));
            }
            String said = new String(out.readAllBytes(), UTF_8);
            String complained = new String(errors.readAllBytes(), UTF_8);
            SliceExit exit = process.exit().get(30, TimeUnit.SECONDS);
            return new Ran(exit, said, complained, Files.readString(started.log()));
        }
    }

    private String python(IsolationLevel level, String script) throws Exception {
        Ran ran = run(level, "", List.of(), PYTHON, "-c", script);
        assertThat(ran.exit().status()).as(ran.errors()).isZero();
        return ran.output();
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        // As a careful owner has it: the walls must not need others to be let in.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void aScriptTurnsItsInputIntoItsOutput(IsolationLevel level) throws Exception {
        walls.need(level);
        Path script =
                file(
                        "scripts/upper.py",
                        """
                        import sys
                        from names import suffix
                        for line in sys.stdin:
                            print(line.strip().upper() + suffix())
                        """);
        Path module =
                file("scripts/names.py", "def suffix(): return open('data/end.txt').read()\n");
        Path data = file("data/end.txt", "!");

        Ran ran =
                run(
                        level,
                        "a\nü\n",
                        List.of(script, module, data),
                        PYTHON,
                        "-B",
                        "scripts/upper.py");

        assertThat(ran.errors()).isEmpty();
        assertThat(ran.output()).isEqualTo("A!\nÜ!\n");
        assertThat(ran.exit())
                .extracting(SliceExit::status, SliceExit::signal)
                .containsExactly(0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void itHasThreeDescriptorsAndTwoVariablesAndItsErrorsApart(IsolationLevel level)
            throws Exception {
        walls.need(level);
        Path file = file("data.txt", "x");
        Ran ran =
                run(
                        level,
                        "",
                        List.of(file),
                        "/bin/sh",
                        "-c",
                        "n=0; while [ $n -lt 300 ]; do [ -e /proc/$$/fd/$n ] && echo $n;"
                                + " n=$((n+1)); done; tr '\\0' '\\n' < /proc/$$/environ;"
                                + " echo wrong >&2; exit 7");

        assertThat(ran.output())
                .isEqualTo("0\n1\n2\nPATH=/usr/local/bin:/usr/bin:/bin\nLANG=C.UTF-8\n");
        assertThat(ran.errors()).isEqualTo("wrong\n");
        assertThat(ran.log()).isEmpty();
        assertThat(ran.exit().status()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void itSeesItsFilesAndNoOther(IsolationLevel level) throws Exception {
        walls.need(level);
        Path own = file("scripts/own.txt", "mine");
        Path other = file("scripts/other.txt", "theirs");
        Ran ran =
                run(
                        level,
                        "",
                        List.of(own),
                        "/bin/sh",
                        "-c",
                        "cat scripts/own.txt; find /work -type f; for f in /root /home /etc/shadow"
                                + " /etc/passwd /var /run /sys "
                                + other
                                + " "
                                + folder
                                + "; do cat $f && echo leak; ls $f && echo leak; done;"
                                + " for d in / /work /work/scripts /usr /etc; do"
                                + " echo x > $d/x && echo \"leak $d\"; done;"
                                + " echo x > scripts/own.txt && echo leak; touch /tmp/mine;"
                                + " ls /tmp; id -u");

        assertThat(ran.output())
                .startsWith("mine/work/scripts/own.txt\nmine\n")
                .doesNotContain("leak", "theirs");
        assertThat(own).hasContent("mine");
        if (level == IsolationLevel.FULL) {
            assertThat(
                            Integer.parseInt(
                                    ran.output().strip().lines().reduce((_, it) -> it).orElse("")))
                    .isBetween(SliceUids.FIRST, SliceUids.LAST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void itHasNoNetworkAndReachesNoOtherProcess(IsolationLevel level) throws Exception {
        walls.need(level);
        try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String output =
                    python(
                            level,
                            """
                            import os, socket
                            def attempt(what, call):
                                try:
                                    call()
                                    print(what, 'leak')
                                except OSError as e:
                                    print(what, e.errno)
                            attempt('loopback', lambda:
                                socket.create_connection(('127.0.0.1', PORT), 2))
                            attempt('internet', lambda:
                                socket.create_connection(('1.1.1.1', 53), 2))
                            attempt('netlink', lambda: socket.socket(socket.AF_NETLINK, 2))
                            attempt('agent', lambda: os.kill(AGENT, 0))
                            attempt('root', lambda: os.setuid(0))
                            attempt('space', lambda: os.unshare(os.CLONE_NEWNS)
                                if hasattr(os, 'unshare') else os.chroot('/tmp'))
                            print([p for p in os.listdir('/proc') if p.isdigit()])
                            """
                                    .replace("PORT", "" + host.getLocalPort())
                                    .replace("AGENT", "" + ProcessHandle.current().pid()));

            assertThat(output)
                    .contains("loopback 111", "internet 101", "netlink 97", "agent 3", "root 1")
                    .contains("space 1\n")
                    .contains("['1']")
                    .doesNotContain("leak");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aProgramMayHaveThreadsChildrenFilesAndTimers(IsolationLevel level) throws Exception {
        walls.need(level);
        String output =
                python(
                        level,
                        """
                        import asyncio, os, signal, socket, sqlite3, subprocess, tempfile
                        import threading, time
                        done = []
                        thread = threading.Thread(target=lambda: done.append('thread'))
                        thread.start(); thread.join()
                        script = "echo b a | tr ' ' '\\\\n' | sort | head -1; kill -0 $$"
                        done.append(subprocess.run(['sh', '-c', script],
                            capture_output=True, text=True, check=True).stdout.strip())
                        async def child():
                            started = await asyncio.create_subprocess_exec('cat', stdin=-1, stdout=-1)
                            return (await started.communicate(b'child'))[0].decode()
                        done.append(asyncio.run(child()))
                        folder = tempfile.mkdtemp()
                        base = sqlite3.connect(folder + '/x.db')
                        base.execute('create table a(b)'); base.execute('insert into a values(7)')
                        base.commit(); done.append(base.execute('select b from a').fetchone()[0])
                        base.close(); os.mkfifo(folder + '/fifo'); os.sync(); os.nice(1)
                        signal.signal(signal.SIGALRM, lambda *a: done.append('alarm'))
                        signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(0.2)
                        os.setpgid(0, 0) if os.getpgid(0) != os.getpid() else None
                        a, b = socket.socketpair(); a.send(b'x'); done.append(b.recv(1).decode())
                        print(*done)
                        """);

        assertThat(output).isEqualTo("thread a child 7 alarm x\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void aMemoryHogDiesAlone(IsolationLevel level) throws Exception {
        walls.need(level);
        Started calm = start(level, List.of(), "/bin/cat");
        try (SliceProcess neighbour = calm.process()) {
            Ran ran = run(level, "", List.of(), PYTHON, "-c", "b'x' * (1 << 30)");

            if (walls.bounded(level)) {
                assertThat(ran.exit().outOfMemory()).isTrue();
                assertThat(ran.exit().memoryPeakBytes())
                        .isBetween(Walls.SMALL.memoryBytes() / 2, Walls.SMALL.memoryBytes());
            } else {
                assertThat(ran.errors()).endsWith("MemoryError\n");
                assertThat(ran.exit().status()).isEqualTo(1);
            }
            assertThat(neighbour.exit()).isNotDone();
        } finally {
            List.of(calm.input(), calm.output(), calm.errors()).forEach(Posix::close);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void killEndsItWithItsChildren(IsolationLevel level) throws Exception {
        walls.need(level);
        Started started =
                start(level, List.of(), "/bin/sh", "-c", "sleep 300 & sleep 300 & echo up; wait");
        try (SliceProcess process = started.process();
                FileInputStream out = new FileInputStream(Posix.adopt(started.output()))) {
            assertThat(out.read()).isEqualTo('u');

            process.kill();

            assertThat(process.exit().get(10, TimeUnit.SECONDS).signal()).isEqualTo(9);
            // Its children had it too: the end comes when none is left.
            assertThat(out.readAllBytes()).asString().isEqualTo("p\n");
        } finally {
            Posix.close(started.input());
            Posix.close(started.errors());
        }
    }

    @Test
    void aFileOutsideItsFolderIsRefused() throws IOException {
        walls.need(IsolationLevel.SANDBOX);
        Path file = file("x", "y");
        for (String name : List.of("../x", "/etc/x", "a/../x", "", ".")) {
            int descriptor = Posix.open(file, OpenMode.READ_NO_LINK);
            LaunchSpec spec = walls.spec(IsolationLevel.SANDBOX, List.of(), List.of("/bin/true"));
            LaunchSpec foreign =
                    new LaunchSpec(
                            spec.name(),
                            spec.level(),
                            spec.resources(),
                            List.of(),
                            spec.command(),
                            spec.log(),
                            new LaunchSpec.Foreign(
                                    descriptor,
                                    descriptor,
                                    descriptor,
                                    folder,
                                    List.of(new LaunchSpec.Copy(descriptor, name))));
            assertThatThrownBy(() -> walls.launcher().launch(foreign))
                    .hasMessageStartingWith("RNK-ISOLATION-002");
            Posix.close(descriptor);
        }
    }
}
