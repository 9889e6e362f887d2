package io.runink.spi.step;

import aQute.bnd.annotation.spi.ServiceProvider;
import io.runink.api.plugin.StepShape;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Marks a {@link StepFactory}. The build turns it into the jar's metadata: the kernel reads that
 * and never loads the class; slices find the class by it. {@code
 * io.runink.api.plugin.StepDescriptor} says what the attributes mean. A slice, which shares out its
 * memory, asks the class whether it spills.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Capability(namespace = "runink.step")
@ServiceProvider(value = StepFactory.class, resolution = "optional")
public @interface StepPlugin {

    /** What a scenario calls it, lower-case kebab-case, unique among installed plug-ins. */
    @Attribute
    String name();

    /** What it does, a sentence for the reference. */
    @Attribute
    String summary();

    /** How its output follows from its input. */
    @Attribute
    StepShape shape();

    /** Fewest inputs. */
    @Attribute
    int inputsMin() default 1;

    /** Most inputs; 0 for any number. */
    @Attribute
    int inputsMax() default 1;

    /** Parameters, each {@code name=type:required|optional:description}; see StepParameter. */
    @Attribute
    String[] parameters() default {};

    /** The parameter that a tag's second unnamed argument gives; empty for none. */
    @Attribute
    String positional() default "";

    /** Cucumber expressions that mean this step; see StepDescriptor. */
    @Attribute
    String[] sentences() default {};

    /** Whether it may need scratch space on disk. */
    @Attribute
    boolean spills() default false;

    /** What its slice needs at least, in MiB; 0 for the standard. */
    @Attribute
    int memoryMib() default 0;
}
