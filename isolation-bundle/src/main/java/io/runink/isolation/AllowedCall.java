package io.runink.isolation;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A system call that may be made behind walls. All others are refused, those of future kernels too.
 *
 * <p>The lists are what slices and commands were seen to call, and what the same code calls instead
 * on other machines: an older libc, a processor with fewer calls, a fallback. {@code
 * docs/develop/seccomp.md} tells how they are found again for a new JDK.
 *
 * @param name as the kernel calls it
 * @param x86 its number on x86-64, -1 where it does not exist
 * @param arm its number on aarch64, likewise
 */
record AllowedCall(String name, int x86, int arm) {

    /**
     * Numbers of the newest call that these lists were chosen from: file_setattr, of Linux 6.17.
     * They are the same on all processors, and never change.
     */
    static final int LAST_KNOWN = 469;

    /** What a JVM needs, and the gate before it. From the kernel's tables of numbers. */
    private static final String SLICES =
            """
            # memory
            brk 12 214
            mmap 9 222
            mprotect 10 226
            munmap 11 215
            mremap 25 216
            madvise 28 233
            mincore 27 232
            msync 26 227
            membarrier 324 283
            memfd_create 319 279
            # threads
            clone 56 220
            futex 202 98
            futex_waitv 449 449
            set_robust_list 273 99
            get_robust_list 274 100
            set_tid_address 218 96
            rseq 334 293
            gettid 186 178
            tgkill 234 131
            exit 60 93
            exit_group 231 94
            prctl 157 167
            arch_prctl 158 -1
            sched_yield 24 124
            sched_getaffinity 204 123
            sched_setaffinity 203 122
            sched_getparam 143 121
            sched_getscheduler 145 120
            sched_get_priority_max 146 125
            sched_get_priority_min 147 126
            getcpu 309 168
            restart_syscall 219 128
            # signals
            rt_sigaction 13 134
            rt_sigprocmask 14 135
            rt_sigreturn 15 139
            rt_sigpending 127 136
            rt_sigsuspend 130 133
            rt_sigtimedwait 128 137
            sigaltstack 131 132
            kill 62 129
            tkill 200 130
            pause 34 -1
            # time
            clock_gettime 228 113
            clock_getres 229 114
            clock_nanosleep 230 115
            nanosleep 35 101
            gettimeofday 96 169
            time 201 -1
            times 100 153
            getrusage 98 165
            timer_create 222 107
            timer_settime 223 110
            timer_gettime 224 108
            timer_getoverrun 225 109
            timer_delete 226 111
            # other programs: the gate itself, and what a step starts
            execve 59 221
            fork 57 -1
            vfork 58 -1
            wait4 61 260
            waitid 247 95
            # what one is
            getpid 39 172
            getppid 110 173
            getpgid 121 155
            getpgrp 111 -1
            getsid 124 156
            getuid 102 174
            geteuid 107 175
            getgid 104 176
            getegid 108 177
            getresuid 118 148
            getresgid 120 150
            getgroups 115 158
            capget 125 90
            uname 63 160
            sysinfo 99 179
            getrlimit 97 163
            setrlimit 160 164
            prlimit64 302 261
            getrandom 318 278
            # descriptors
            read 0 63
            write 1 64
            readv 19 65
            writev 20 66
            pread64 17 67
            pwrite64 18 68
            preadv 295 69
            pwritev 296 70
            preadv2 327 286
            pwritev2 328 287
            lseek 8 62
            close 3 57
            close_range 436 436
            dup 32 23
            dup2 33 -1
            dup3 292 24
            fcntl 72 25
            flock 73 32
            fsync 74 82
            fdatasync 75 83
            sync_file_range 277 84
            ftruncate 77 46
            fallocate 285 47
            fadvise64 221 223
            sendfile 40 71
            copy_file_range 326 285
            ioctl 16 29
            pipe 22 -1
            pipe2 293 59
            # waiting
            poll 7 -1
            ppoll 271 73
            select 23 -1
            pselect6 270 72
            epoll_create 213 -1
            epoll_create1 291 20
            epoll_ctl 233 21
            epoll_wait 232 -1
            epoll_pwait 281 22
            epoll_pwait2 441 441
            eventfd 284 -1
            eventfd2 290 19
            inotify_init 253 -1
            inotify_init1 294 26
            inotify_add_watch 254 27
            inotify_rm_watch 255 28
            # files
            open 2 -1
            openat 257 56
            openat2 437 437
            creat 85 -1
            truncate 76 45
            stat 4 -1
            lstat 6 -1
            fstat 5 80
            newfstatat 262 79
            statx 332 291
            statfs 137 43
            fstatfs 138 44
            access 21 -1
            faccessat 269 48
            faccessat2 439 439
            readlink 89 -1
            readlinkat 267 78
            getdents 78 -1
            getdents64 217 61
            getcwd 79 17
            chdir 80 49
            fchdir 81 50
            umask 95 166
            mkdir 83 -1
            mkdirat 258 34
            rmdir 84 -1
            unlink 87 -1
            unlinkat 263 35
            rename 82 -1
            renameat 264 38
            renameat2 316 276
            link 86 -1
            linkat 265 37
            symlink 88 -1
            symlinkat 266 36
            chmod 90 -1
            fchmod 91 52
            fchmodat 268 53
            fchmodat2 452 452
            chown 92 -1
            lchown 94 -1
            fchown 93 55
            fchownat 260 54
            utime 132 -1
            utimes 235 -1
            futimesat 261 -1
            utimensat 280 88
            getxattr 191 8
            lgetxattr 192 9
            fgetxattr 193 10
            listxattr 194 11
            llistxattr 195 12
            flistxattr 196 13
            # sockets
            socket 41 198
            socketpair 53 199
            bind 49 200
            connect 42 203
            listen 50 201
            accept 43 202
            accept4 288 242
            getsockname 51 204
            getpeername 52 205
            getsockopt 55 209
            setsockopt 54 208
            sendto 44 206
            recvfrom 45 207
            sendmsg 46 211
            recvmsg 47 212
            sendmmsg 307 269
            recvmmsg 299 243
            shutdown 48 210
            """;

    /** What programs of any language need besides: jobs, signals as descriptors, pipes. */
    private static final String COMMANDS_TOO =
            """
            # jobs
            setpgid 109 154
            setsid 112 157
            getpriority 140 141
            setpriority 141 140
            pidfd_open 434 434
            pidfd_send_signal 424 424
            rt_sigqueueinfo 129 138
            rt_tgsigqueueinfo 297 240
            execveat 322 281
            # scheduling of one's own
            sched_setparam 142 118
            sched_setscheduler 144 119
            sched_getattr 315 275
            sched_setattr 314 274
            sched_rr_get_interval 148 127
            ioprio_get 252 31
            ioprio_set 251 30
            # timers
            alarm 37 -1
            getitimer 36 102
            setitimer 38 103
            timerfd_create 283 85
            timerfd_settime 286 86
            timerfd_gettime 287 87
            signalfd 282 -1
            signalfd4 289 74
            # memory
            mlock 149 228
            mlock2 325 284
            munlock 150 229
            mlockall 151 230
            munlockall 152 231
            pkey_alloc 330 289
            pkey_free 331 290
            pkey_mprotect 329 288
            get_mempolicy 239 236
            readahead 187 213
            # files
            mknod 133 -1
            mknodat 259 33
            sync 162 81
            syncfs 306 267
            splice 275 76
            tee 276 77
            vmsplice 278 75
            setxattr 188 5
            lsetxattr 189 6
            fsetxattr 190 7
            removexattr 197 14
            lremovexattr 198 15
            fremovexattr 199 16
            """;

    /** Those of slices. */
    static List<AllowedCall> slices() {
        return parsed(SLICES);
    }

    /** Those of external commands. */
    static List<AllowedCall> commands() {
        return Stream.concat(slices().stream(), parsed(COMMANDS_TOO).stream()).toList();
    }

    private static List<AllowedCall> parsed(String table) {
        return table.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .map(words ->
                        new AllowedCall(
                                words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])))
                .toList();
    }

    /** The number on a processor, empty where the call does not exist. */
    OptionalInt on(Processor processor) {
        int number = processor == Processor.X86_64 ? x86 : arm;
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
