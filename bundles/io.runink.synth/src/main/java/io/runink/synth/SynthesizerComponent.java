package io.runink.synth;

import io.runink.api.synth.Synthesizer;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@link Synthesis} as a service. */
@Component(service = Synthesizer.class)
public final class SynthesizerComponent implements Synthesizer {

    /** Made by Declarative Services. */
    @Activate
    public SynthesizerComponent() {}

    @Override
    public Report synthesize(Request request, LongConsumer progress) {
        return new Synthesis(request).run(progress);
    }
}
