package io.runink.slice;

import java.io.IOException;
import java.util.Set;

/** Where rows come into a slice: a source, or the consuming end of an edge. */
interface Inlet {

    /** The source nodes whose rows it brings; empty for rejections, whose order means nothing. */
    Set<Integer> sources();

    /** Brings all rows. */
    void run() throws IOException;
}
