package io.runink.isolation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a process's own cgroups are, as the kernel tells it: never guessed from usual paths.
 *
 * @param mounts hierarchies, from {@code /proc/self/mountinfo}
 * @param memberships where this process is in each, from {@code /proc/self/cgroup}
 */
record CgroupMounts(List<Mount> mounts, List<Membership> memberships) {

    /**
     * A mounted hierarchy.
     *
     * @param point where
     * @param root which folder of the hierarchy is seen there
     * @param unified whether it is of version 2
     * @param options super block options: among them the controllers of version 1
     */
    record Mount(Path point, String root, boolean unified, List<String> options) {}

    /** A line of {@code /proc/self/cgroup}; no controllers for version 2. */
    record Membership(List<String> controllers, String path) {}

    CgroupMounts {
        mounts = List.copyOf(mounts);
        memberships = List.copyOf(memberships);
    }

    /** Reads the texts of both files. */
    static CgroupMounts parse(String mountinfo, String cgroup) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : mountinfo.lines().toList()) {
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            // ID parent device root point options [tags] - type source super-options
            String[] before = line.substring(0, separator).split(" ", -1);
            String[] after = line.substring(separator + 3).split(" ", -1);
            if (before.length < 5 || after.length < 3 || !after[0].startsWith("cgroup")) {
                continue;
            }
            mounts.add(
                    new Mount(
                            Path.of(unescaped(before[4])),
                            unescaped(before[3]),
                            after[0].equals("cgroup2"),
                            Arrays.asList(after[2].split(",", -1))));
        }
        List<Membership> memberships = new ArrayList<>();
        for (String line : cgroup.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                List<String> controllers =
                        parts[1].isEmpty() ? List.of() : Arrays.asList(parts[1].split(",", -1));
                memberships.add(new Membership(controllers, parts[2]));
            }
        }
        return new CgroupMounts(mounts, memberships);
    }

    /** This process's folder in the version 1 hierarchy that has a controller. */
    Optional<Path> own(String controller) {
        return mounts.stream()
                .filter(mount -> !mount.unified() && mount.options().contains(controller))
                .flatMap(mount ->
                        memberships.stream()
                                .filter(it -> it.controllers().contains(controller))
                                .map(it -> folder(mount, it.path())))
                .findFirst();
    }

    /** This process's folder in the version 2 hierarchy. */
    Optional<Path> ownUnified() {
        return mounts.stream()
                .filter(Mount::unified)
                .flatMap(mount ->
                        memberships.stream()
                                .filter(it -> it.controllers().isEmpty())
                                .map(it -> folder(mount, it.path())))
                .findFirst();
    }

    private static Path folder(Mount mount, String path) {
        String root = mount.root();
        String below = path;
        if (!root.equals("/")) {
            boolean inside = path.equals(root) || path.startsWith(root + "/");
            // A container that shows its own folder as the root, and names it from outside.
            below = inside ? path.substring(root.length()) : "";
        }
        Path folder = mount.point();
        for (String name : below.split("/", -1)) {
            if (!name.isEmpty()) {
                folder = folder.resolve(name);
            }
        }
        return folder;
    }

    /** The kernel writes space, tab, line feed and backslash as three octal digits. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 3 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }
}
