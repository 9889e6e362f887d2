/** Tests that run as a bundle beside the distribution's bundles. */
@NullMarked
package io.runink.itests;

import org.jspecify.annotations.NullMarked;
