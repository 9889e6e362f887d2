package io.runink.isolation;

import java.util.Optional;

/** Processors whose system calls are known here. */
enum Processor {
    /** AUDIT_ARCH_X86_64. */
    X86_64(0xC000_003E, 56, 435, 41, 53, 16),
    /** AUDIT_ARCH_AARCH64. */
    AARCH64(0xC000_00B7, 220, 435, 198, 199, 29);

    private final int audit;
    private final int clone;
    private final int clone3;
    private final int socket;
    private final int socketpair;
    private final int ioctl;

    Processor(int audit, int clone, int clone3, int socket, int socketpair, int ioctl) {
        this.audit = audit;
        this.clone = clone;
        this.clone3 = clone3;
        this.socket = socket;
        this.socketpair = socketpair;
        this.ioctl = ioctl;
    }

    /** Empty where none is known. */
    static Optional<Processor> named(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }

    /** How the kernel's audit calls its system call convention. */
    int audit() {
        return audit;
    }

    int cloneCall() {
        return clone;
    }

    int clone3() {
        return clone3;
    }

    int socket() {
        return socket;
    }

    int socketpair() {
        return socketpair;
    }

    int ioctl() {
        return ioctl;
    }
}
