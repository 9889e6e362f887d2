package io.runink.barn;

import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/** Feeds the log of Ratis to {@link State}. All that is decided is decided there. */
final class LogMachine extends BaseStateMachine {

    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ChangeLog changes;

    private volatile State state = State.EMPTY;
    private volatile @Nullable RuntimeException failure;

    LogMachine(ChangeLog changes) {
        this.changes = changes;
    }

    /** What every entry applied so far comes to. */
    State state() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return state;
    }

    /** Done once this peer leads and has applied everything older. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
            throws IOException {
        super.initialize(server, group, raftStorage);
        storage.init(raftStorage);
        load();
    }

    @Override
    public void reinitialize() throws IOException {
        load();
    }

    private void load() throws IOException {
        SingleFileSnapshotInfo latest = storage.loadLatestSnapshot();
        if (latest == null) {
            return;
        }
        try {
            Snapshot snapshot = Snapshot.read(latest.getFile().getPath());
            state = snapshot.state();
            setLastAppliedTermIndex(TermIndex.valueOf(snapshot.term(), snapshot.index()));
            changes.restart(state.image().revision());
        } catch (RuninkException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        LogEntryProto entry = transaction.getLogEntry();
        try {
            byte[] data = entry.getStateMachineLogEntry().getLogData().toByteArray();
            State.Step step = state.replay(entry.getIndex(), Entry.parse(data));
            state = step.state();
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
            if (step.applied()) {
                changes.append(entry.getIndex(), step.changes());
            }
        } catch (RuninkException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure =
                    new RuninkException(
                            BarnError.DAMAGED.problem(
                                    "entry '%d' of the log cannot be replayed"
                                            .formatted(entry.getIndex()),
                                    "restore the folder 'barn' of the home from a copy"),
                            e);
        }
        RuntimeException now = failure;
        if (now != null) {
            // Nothing after a gap may ever be applied or answered.
            ready.completeExceptionally(now);
            throw now;
        }
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public CompletableFuture<Message> query(Message request) {
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public long takeSnapshot() throws IOException {
        State taken = state();
        TermIndex last = getLastAppliedTermIndex();
        if (last.getIndex() < 0) {
            return last.getIndex();
        }
        Path file = storage.getSnapshotFile(last.getTerm(), last.getIndex()).toPath();
        Snapshot.of(last.getTerm(), last.getIndex(), taken).write(file);
        MD5Hash md5 = MD5FileUtil.computeAndSaveMd5ForFile(file.toFile());
        storage.updateLatestSnapshot(
                new SingleFileSnapshotInfo(
                        new FileInfo(file, md5), last.getTerm(), last.getIndex()));
        return last.getIndex();
    }

    @Override
    public void notifyLeaderReady() {
        ready.complete(null);
    }
}
