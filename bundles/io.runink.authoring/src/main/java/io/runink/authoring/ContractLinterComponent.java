package io.runink.authoring;

import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractLinter;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Offers the linter of contracts as a service. */
@Component(service = ContractLinter.class)
public final class ContractLinterComponent implements ContractLinter {

    @Override
    public List<Finding> lint(ContractFile file) {
        return new ContractLint(file).findings();
    }
}
