/** The rules every room keeps, as tests over the built jars and the sources. */
@NullMarked
package io.runink.house;

import org.jspecify.annotations.NullMarked;
