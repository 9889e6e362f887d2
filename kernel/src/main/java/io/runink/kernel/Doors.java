package io.runink.kernel;

/**
 * The services through which the process reaches into its framework. Classes on the class path and
 * classes of a bundle are different classes even when their names are equal, so everything that
 * passes is of the JDK: a function of a map.
 */
public final class Doors {

    /** The service property that tells one door from another. */
    public static final String PROPERTY = "runink.door";

    /** Executes a command: {@code ToIntFunction<Map<String, Object>>}, answering the status. */
    public static final String COMMAND = "command";

    /** Runs a console session: like {@link #COMMAND}, with {@link #INPUT}. */
    public static final String SHELL = "shell";

    /** Says what is missing: {@code Supplier<List<String>>}. */
    public static final String DIAGNOSIS = "diagnosis";

    /** {@code List<String>}: what was typed, or the script of a shell. */
    public static final String ARGUMENTS = "arguments";

    /** {@code Path}. */
    public static final String DIRECTORY = "directory";

    /** {@code Boolean}: whether standard error is a terminal. */
    public static final String TERMINAL = "terminal";

    /** {@code Boolean}: whether standard input is a terminal. */
    public static final String TYPED = "typed";

    /** {@code InputStream}. */
    public static final String INPUT = "in";

    /** {@code PrintStream}. */
    public static final String OUTPUT = "out";

    /** {@code PrintStream}. */
    public static final String ERROR = "err";

    /** Framework property: the home's absolute path. */
    public static final String HOME = "runink.home";

    /** Framework property: the distribution's absolute path. */
    public static final String DISTRIBUTION = "runink.distribution";

    /** Framework property: whether the process stays after one command. */
    public static final String SERVER = "runink.server";

    private Doors() {}
}
