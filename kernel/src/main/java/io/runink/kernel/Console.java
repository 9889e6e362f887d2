package io.runink.kernel;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What the user sees and types.
 *
 * @param in standard input
 * @param out for answers
 * @param err for everything else
 * @param typed whether standard input is a terminal
 * @param terminal whether standard error is a terminal
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean typed, boolean terminal) {}
