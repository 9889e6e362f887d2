package io.runink.slice;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Stands before a stage that takes text where its producer yields types. */
final class TextStage implements Stage {

    private final ToText toText;
    private final Stage target;

    TextStage(ToText toText, Stage target) {
        this.toText = toText;
        this.target = target;
    }

    @Override
    public void accept(VectorSchemaRoot batch) throws IOException {
        target.accept(toText.convert(batch));
    }

    @Override
    public void end() throws IOException {
        target.end();
    }
}
