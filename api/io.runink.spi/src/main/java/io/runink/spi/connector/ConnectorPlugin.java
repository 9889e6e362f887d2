package io.runink.spi.connector;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Marks a {@link Connector} with a scheme it serves. The build turns it into the jar's metadata:
 * the kernel reads that and never loads the class; slices find the class by it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = "runink.connector")
@ServiceProvider(value = Connector.class, resolution = "optional")
public @interface ConnectorPlugin {

    /** The URI scheme, for example {@code csv}. */
    @Attribute
    String scheme();

    /** {@code source}, {@code sink}, or both. */
    @Attribute
    String[] directions();

    /** Settings, each {@code name=standard:min:max:description}; see {@code ConfigKey}. */
    @Attribute
    String[] configuration() default {};
}
