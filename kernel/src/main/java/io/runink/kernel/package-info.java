/**
 * The process: finds the home, holds its lock, starts and stops the framework, and lets other
 * processes talk to it over a Unix socket. Runs on the class path, outside the framework.
 */
@NullMarked
package io.runink.kernel;

import org.jspecify.annotations.NullMarked;
