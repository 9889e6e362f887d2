package io.runink.cli;

import io.runink.api.audit.Auditor;
import io.runink.api.barn.Barn;
import io.runink.api.command.CommandLine;
import io.runink.api.command.Invocation;
import io.runink.api.command.KernelInfo;
import io.runink.api.contract.ContractLinter;
import io.runink.api.contract.ContractReader;
import io.runink.api.dag.DagCompiler;
import io.runink.api.herd.HerdReader;
import io.runink.api.plan.Planner;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.Runs;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.ScenarioStyle;
import io.runink.api.slice.SliceMonitor;
import io.runink.api.synth.Synthesizer;
import io.runink.spi.isolation.Launcher;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Offers the command line as soon as there is a kernel. All other services are optional and taken
 * when a command asks for one: a reference that were mandatory would keep every command waiting for
 * the slowest of them, and {@link ComponentServiceObjects} keeps the others from being started
 * before they are needed.
 */
@Component(service = CommandLine.class)
public final class CommandLineComponent implements CommandLine {

    private final KernelInfo kernel;
    private final Services services;

    @Activate
    public CommandLineComponent(@Reference KernelInfo kernel) {
        this(kernel, new Services(Services.PATIENCE));
    }

    CommandLineComponent(KernelInfo kernel, Services services) {
        this.kernel = kernel;
        this.services = services;
    }

    @Override
    public int execute(Invocation invocation) {
        Console console = Console.of(invocation, Commands.json(invocation.arguments()));
        Folders folders = Folders.of(invocation.directory(), invocation.home());
        Commands commands = new Commands(new Session(kernel, services, console, folders));
        try {
            return commands.execute(invocation.arguments());
        } catch (Throwable failure) {
            // Whatever it is, a user is told in words and the kernel goes on.
            int status = commands.failed(failure);
            console.flush();
            return status;
        }
    }

    private <T> void add(Class<T> type, ComponentServiceObjects<T> service) {
        services.add(type, service.getServiceReference(), service::getService);
    }

    private <T> void remove(Class<T> type, ComponentServiceObjects<T> service) {
        services.remove(type, service.getServiceReference());
    }

    @Reference(
            service = HerdReader.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addHerdReader(ComponentServiceObjects<HerdReader> service) {
        add(HerdReader.class, service);
    }

    void removeHerdReader(ComponentServiceObjects<HerdReader> service) {
        remove(HerdReader.class, service);
    }

    @Reference(
            service = DagCompiler.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addDagCompiler(ComponentServiceObjects<DagCompiler> service) {
        add(DagCompiler.class, service);
    }

    void removeDagCompiler(ComponentServiceObjects<DagCompiler> service) {
        remove(DagCompiler.class, service);
    }

    @Reference(
            service = ContractReader.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addContractReader(ComponentServiceObjects<ContractReader> service) {
        add(ContractReader.class, service);
    }

    void removeContractReader(ComponentServiceObjects<ContractReader> service) {
        remove(ContractReader.class, service);
    }

    @Reference(
            service = ContractLinter.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addContractLinter(ComponentServiceObjects<ContractLinter> service) {
        add(ContractLinter.class, service);
    }

    void removeContractLinter(ComponentServiceObjects<ContractLinter> service) {
        remove(ContractLinter.class, service);
    }

    @Reference(
            service = ScenarioReader.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addScenarioReader(ComponentServiceObjects<ScenarioReader> service) {
        add(ScenarioReader.class, service);
    }

    void removeScenarioReader(ComponentServiceObjects<ScenarioReader> service) {
        remove(ScenarioReader.class, service);
    }

    @Reference(
            service = Synthesizer.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addSynthesizer(ComponentServiceObjects<Synthesizer> service) {
        add(Synthesizer.class, service);
    }

    void removeSynthesizer(ComponentServiceObjects<Synthesizer> service) {
        remove(Synthesizer.class, service);
    }

    @Reference(
            service = Auditor.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addAuditor(ComponentServiceObjects<Auditor> service) {
        add(Auditor.class, service);
    }

    void removeAuditor(ComponentServiceObjects<Auditor> service) {
        remove(Auditor.class, service);
    }

    @Reference(
            service = Planner.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addPlanner(ComponentServiceObjects<Planner> service) {
        add(Planner.class, service);
    }

    void removePlanner(ComponentServiceObjects<Planner> service) {
        remove(Planner.class, service);
    }

    @Reference(
            service = Runs.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addRuns(ComponentServiceObjects<Runs> service) {
        add(Runs.class, service);
    }

    void removeRuns(ComponentServiceObjects<Runs> service) {
        remove(Runs.class, service);
    }

    @Reference(
            service = SliceMonitor.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addSliceMonitor(ComponentServiceObjects<SliceMonitor> service) {
        add(SliceMonitor.class, service);
    }

    void removeSliceMonitor(ComponentServiceObjects<SliceMonitor> service) {
        remove(SliceMonitor.class, service);
    }

    @Reference(
            service = Barn.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addBarn(ComponentServiceObjects<Barn> service) {
        add(Barn.class, service);
    }

    void removeBarn(ComponentServiceObjects<Barn> service) {
        remove(Barn.class, service);
    }

    @Reference(
            service = Plugins.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addPlugins(ComponentServiceObjects<Plugins> service) {
        add(Plugins.class, service);
    }

    void removePlugins(ComponentServiceObjects<Plugins> service) {
        remove(Plugins.class, service);
    }

    @Reference(
            service = Launcher.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addLauncher(ComponentServiceObjects<Launcher> service) {
        add(Launcher.class, service);
    }

    void removeLauncher(ComponentServiceObjects<Launcher> service) {
        remove(Launcher.class, service);
    }

    @Reference(
            service = ScenarioStyle.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void addScenarioStyle(ComponentServiceObjects<ScenarioStyle> service) {
        add(ScenarioStyle.class, service);
    }

    void removeScenarioStyle(ComponentServiceObjects<ScenarioStyle> service) {
        remove(ScenarioStyle.class, service);
    }
}
