package io.runink.kernel.plugin;

import io.runink.kernel.Doors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says which components wait, and for what. */
@Component(service = Supplier.class, property = Doors.PROPERTY + "=" + Doors.DIAGNOSIS)
public final class DiagnosisDoor implements Supplier<List<String>> {

    private final ServiceComponentRuntime runtime;

    @Activate
    public DiagnosisDoor(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public List<String> get() {
        List<String> lines = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO it : runtime.getComponentConfigurationDTOs(component)) {
                if (it.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    lines.add(
                            component.name
                                    + " failed: "
                                    + it.failure.lines().findFirst().orElse(""));
                }
                for (UnsatisfiedReferenceDTO reference : it.unsatisfiedReferences) {
                    lines.add(component.name + " waits for " + reference.name);
                }
            }
        }
        return lines;
    }
}
