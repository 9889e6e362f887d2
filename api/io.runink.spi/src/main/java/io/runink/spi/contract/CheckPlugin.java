package io.runink.spi.contract;

import aQute.bnd.annotation.spi.ServiceProvider;
import io.runink.api.contract.Action;
import io.runink.api.contract.RuleClass;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Marks a {@link CheckFactory}. The build turns it into the jar's metadata: the kernel reads that
 * and never loads the class; slices find the class by it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = "runink.check")
@ServiceProvider(value = CheckFactory.class, resolution = "optional")
public @interface CheckPlugin {

    /** The kind of check, unique among installed plug-ins, kebab-case. */
    @Attribute
    String kind();

    /** What a rule of this kind looks at. */
    @Attribute
    RuleClass category();

    /** Qualified names of the contract annotations that use it. */
    @Attribute
    String[] annotations();

    /** What a rule of this kind may do; empty for all that its category allows. */
    @Attribute
    Action[] actions() default {};

    /** What it holds rows to, a sentence for the reference. */
    @Attribute
    String summary() default "";

    /** Kinds of {@code DataType} it works on, lower case; empty for all. */
    @Attribute
    String[] types() default {};
}
