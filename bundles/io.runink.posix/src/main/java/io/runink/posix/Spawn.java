package io.runink.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts a process that has the descriptors it is given, and no other. */
final class Spawn {

    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int SET_DEFAULT = 0x04;
    private static final int SET_MASK = 0x08;
    private static final int SET_SESSION = 0x80;

    /** More than glibc's posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t. */
    private static final long STRUCTURE_BYTES = 512;

    private Spawn() {}

    static int start(
            List<String> argv, Map<String, String> environment, Map<Integer, Integer> wanted) {
        // Sources move above all targets first: so no dup2 overwrites one that is still needed, and
        // none is onto itself, which would keep it closed on exec.
        TreeMap<Integer, Integer> byTarget = new TreeMap<>(wanted);
        int above = byTarget.isEmpty() ? 0 : byTarget.lastKey() + 1;
        List<Integer> moved = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(STRUCTURE_BYTES, 16);
            MemorySegment attributes = arena.allocate(STRUCTURE_BYTES, 16);
            check(Libc.SPAWN_ACTIONS_INIT, actions.address());
            check(Libc.SPAWN_ATTRIBUTES_INIT, attributes.address());
            try {
                for (int target = 0; target < above; target++) {
                    Integer own = byTarget.get(target);
                    if (own == null) {
                        check(Libc.SPAWN_ACTIONS_CLOSE, actions.address(), target);
                        continue;
                    }
                    int copy = Libc.FCNTL.call(own, F_DUPFD_CLOEXEC, above);
                    if (copy < 0) {
                        throw Errno.refusal("fcntl of descriptor " + own, -copy);
                    }
                    moved.add(copy);
                    check(Libc.SPAWN_ACTIONS_DUP2, actions.address(), copy, target);
                }
                check(Libc.SPAWN_ACTIONS_CLOSE_FROM, actions.address(), above);
                ownSignals(arena, attributes);
                return spawn(arena, actions, attributes, argv, environment);
            } finally {
                Libc.SPAWN_ACTIONS_DESTROY.call(actions.address());
                Libc.SPAWN_ATTRIBUTES_DESTROY.call(attributes.address());
            }
        } finally {
            moved.forEach(Libc.CLOSE::call);
        }
    }

    /** Nothing of the JVM's signal handling reaches the child: none blocked, none ignored. */
    private static void ownSignals(Arena arena, MemorySegment attributes) {
        MemorySegment none = arena.allocate(STRUCTURE_BYTES, 8);
        MemorySegment all = arena.allocate(STRUCTURE_BYTES, 8);
        all.set(ValueLayout.JAVA_LONG, 0, -1L);
        check(Libc.SPAWN_ATTRIBUTES_MASK, attributes.address(), none.address());
        check(Libc.SPAWN_ATTRIBUTES_DEFAULT, attributes.address(), all.address());
        int flags = SET_MASK | SET_DEFAULT | SET_SESSION;
        check(Libc.SPAWN_ATTRIBUTES_FLAGS, attributes.address(), flags);
    }

    private static int spawn(
            Arena arena,
            MemorySegment actions,
            MemorySegment attributes,
            List<String> argv,
            Map<String, String> environment) {
        List<String> variables = new ArrayList<>();
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        Collections.sort(variables);
        MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
        int errno =
                Libc.SPAWN.call(
                        pid.address(),
                        arena.allocateFrom(argv.getFirst()).address(),
                        actions.address(),
                        attributes.address(),
                        texts(arena, argv).address(),
                        texts(arena, variables).address());
        if (errno != 0) {
            throw Errno.refusal(
                    PosixError.SPAWN,
                    "process '" + argv.getFirst() + "' did not start",
                    errno,
                    "give the absolute path of a program that can be executed");
        }
        return pid.get(ValueLayout.JAVA_INT, 0);
    }

    private static MemorySegment texts(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static void check(Libc call, long... arguments) {
        int errno = call.call(arguments);
        if (errno != 0) {
            throw Errno.refusal(call.function(), errno);
        }
    }
}
