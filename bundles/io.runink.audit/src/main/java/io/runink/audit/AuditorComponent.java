package io.runink.audit;

import io.runink.api.audit.Auditor;
import io.runink.api.command.KernelInfo;
import io.runink.api.run.RunProgress;
import io.runink.api.run.Runs;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@link Audit} as a service. */
@Component(service = Auditor.class)
public final class AuditorComponent implements Auditor {

    private final Runs runs;
    private final KernelInfo kernel;

    /** Made by Declarative Services. */
    @Activate
    public AuditorComponent(@Reference Runs runs, @Reference KernelInfo kernel) {
        this.runs = runs;
        this.kernel = kernel;
    }

    @Override
    public Report audit(Request request, Consumer<RunProgress> progress) {
        return new Audit(runs, kernel.home(), request).make(progress);
    }

    @Override
    public String junit(Report report) {
        return JUnitReport.of(report);
    }

    @Override
    public String html(Report report) {
        return HtmlReport.of(report);
    }
}
