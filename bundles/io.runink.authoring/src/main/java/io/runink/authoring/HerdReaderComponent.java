package io.runink.authoring;

import io.runink.api.error.Outcome;
import io.runink.api.herd.Herd;
import io.runink.api.herd.HerdReader;
import org.osgi.service.component.annotations.Component;

/** Offers the reader of herd definitions as a service. */
@Component(service = HerdReader.class)
public final class HerdReaderComponent implements HerdReader {

    @Override
    public Outcome<Herd> read(String file, String text) {
        return HerdFile.read(file, text);
    }
}
