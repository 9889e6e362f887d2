/** Walls: namespaces, cgroups, seccomp. */
@NullMarked
package io.runink.isolation;

import org.jspecify.annotations.NullMarked;
