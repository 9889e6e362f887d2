package io.runink.isolation;

import java.util.List;
import java.util.OptionalInt;

/**
 * A system call that reaches across walls: mounts and namespaces, other processes' memory, the
 * kernel's own programs and modules, keys, clocks, and faults of the past. None may ever come onto
 * the lists of {@link AllowedCall}.
 *
 * @param name as the kernel calls it
 * @param x86 its number on x86-64, -1 where it does not exist
 * @param arm its number on aarch64, likewise
 */
record HostileCall(String name, int x86, int arm) {

    /** Numbers from the kernel's tables (unistd_64.h; asm-generic/unistd.h). They never change. */
    private static final String TABLE =
            """
            mount 165 40
            umount2 166 39
            pivot_root 155 41
            chroot 161 51
            unshare 272 97
            setns 308 268
            move_mount 429 429
            open_tree 428 428
            open_tree_attr 467 467
            fsopen 430 430
            fsconfig 431 431
            fsmount 432 432
            fspick 433 433
            mount_setattr 442 442
            ptrace 101 117
            process_vm_readv 310 270
            process_vm_writev 311 271
            process_madvise 440 440
            kcmp 312 272
            pidfd_getfd 438 438
            bpf 321 280
            perf_event_open 298 241
            userfaultfd 323 282
            io_uring_setup 425 425
            io_uring_enter 426 426
            io_uring_register 427 427
            keyctl 250 219
            add_key 248 217
            request_key 249 218
            kexec_load 246 104
            kexec_file_load 320 294
            init_module 175 105
            finit_module 313 273
            delete_module 176 106
            create_module 174 -1
            get_kernel_syms 177 -1
            query_module 178 -1
            open_by_handle_at 304 265
            name_to_handle_at 303 264
            swapon 167 224
            swapoff 168 225
            reboot 169 142
            acct 163 89
            syslog 103 116
            settimeofday 164 170
            clock_settime 227 112
            clock_adjtime 305 266
            adjtimex 159 171
            sethostname 170 161
            setdomainname 171 162
            quotactl 179 60
            quotactl_fd 443 443
            nfsservctl 180 42
            lookup_dcookie 212 18
            fanotify_init 300 262
            iopl 172 -1
            ioperm 173 -1
            modify_ldt 154 -1
            vhangup 153 58
            uselib 134 -1
            ustat 136 -1
            sysfs 139 -1
            _sysctl 156 -1
            mbind 237 235
            set_mempolicy 238 237
            set_mempolicy_home_node 450 450
            migrate_pages 256 238
            move_pages 279 239
            personality 135 92
            """;

    /** All of them. */
    static List<HostileCall> all() {
        return TABLE.lines()
                .map(line -> line.split(" ", -1))
                .map(words ->
                        new HostileCall(
                                words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])))
                .toList();
    }

    /** The number on a processor, empty where the call does not exist. */
    OptionalInt on(Processor processor) {
        int number = processor == Processor.X86_64 ? x86 : arm;
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
