/** System calls that Java has no class for: sockets pairs with descriptors, spawn, memfd. */
@NullMarked
package io.runink.posix;

import org.jspecify.annotations.NullMarked;
