package io.runink.barn;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * Every option of Ratis that touches durability, reads, addresses or time, by name. Each is set
 * under the name that is written here and read back through the library's own reader before it
 * starts: a renamed option, or one that means something else, keeps the Barn from starting.
 */
final class Settings {

    /** Bytes one entry may have; the log's write buffer must hold it with its frame. */
    static final int ENTRY_BYTES = 4 * 1024 * 1024;

    /** Entries after which the state is written out and older log files may go. */
    static final int SNAPSHOT_ENTRIES = 4096;

    /**
     * One option.
     *
     * @param key its name
     * @param text what is set
     * @param reader the library's
     * @param expected what the reader must answer
     */
    record Option(
            String key, String text, Function<RaftProperties, Object> reader, Object expected) {}

    private Settings() {}

    /** The options for a Barn in a folder. */
    static List<Option> options(Path folder) {
        return Stream.of(folders(folder), log(), snapshots(), reads(), transport(), times())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Option> folders(Path folder) {
        Path groups = folder.resolve("groups");
        Path removed = folder.resolve("removed");
        return List.of(
                new Option(
                        "raft.server.storage.dir",
                        groups.toString(),
                        RaftServerConfigKeys::storageDir,
                        List.of(groups.toFile())),
                new Option(
                        "raft.server.removed.groups.dir",
                        removed.toString(),
                        RaftServerConfigKeys::removedGroupsDir,
                        removed.toFile()));
    }

    /** Durability: fsync before the answer, nothing in memory only, damage is an error. */
    private static List<Option> log() {
        return List.of(
                flag("raft.server.log.use.memory", false, RaftServerConfigKeys.Log::useMemory),
                flag(
                        "raft.server.log.unsafe-flush.enabled",
                        false,
                        RaftServerConfigKeys.Log::unsafeFlushEnabled),
                flag(
                        "raft.server.log.async-flush.enabled",
                        false,
                        RaftServerConfigKeys.Log::asyncFlushEnabled),
                flag(
                        "raft.server.log.statemachine.data.sync",
                        true,
                        RaftServerConfigKeys.Log.StateMachineData::sync),
                new Option(
                        "raft.server.log.corruption.policy",
                        "EXCEPTION",
                        RaftServerConfigKeys.Log::corruptionPolicy,
                        RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION),
                // A commit index in the log only speeds up followers, and costs an entry a command.
                flag(
                        "raft.server.log.log-metadata.enabled",
                        false,
                        RaftServerConfigKeys.Log::logMetadataEnabled),
                size(
                        "raft.server.log.write.buffer.size",
                        ENTRY_BYTES + 1024,
                        RaftServerConfigKeys.Log::writeBufferSize),
                size(
                        "raft.server.log.appender.buffer.byte-limit",
                        ENTRY_BYTES,
                        RaftServerConfigKeys.Log.Appender::bufferByteLimit),
                // Small files: an idle home should not weigh megabytes.
                size(
                        "raft.server.log.segment.size.max",
                        16 * 1024 * 1024,
                        RaftServerConfigKeys.Log::segmentSizeMax),
                size(
                        "raft.server.log.preallocated.size",
                        256 * 1024,
                        RaftServerConfigKeys.Log::preallocatedSize));
    }

    /** Each has its checksum read back, and the log goes only after one. */
    private static List<Option> snapshots() {
        return List.of(
                flag(
                        "raft.server.snapshot.auto.trigger.enabled",
                        true,
                        RaftServerConfigKeys.Snapshot::autoTriggerEnabled),
                new Option(
                        "raft.server.snapshot.auto.trigger.threshold",
                        Integer.toString(SNAPSHOT_ENTRIES),
                        RaftServerConfigKeys.Snapshot::autoTriggerThreshold,
                        (long) SNAPSHOT_ENTRIES),
                flag(
                        "raft.server.snapshot.trigger-when-stop.enabled",
                        true,
                        RaftServerConfigKeys.Snapshot::triggerWhenStopEnabled),
                new Option(
                        "raft.server.snapshot.retention.file.num",
                        "2",
                        RaftServerConfigKeys.Snapshot::retentionFileNum,
                        2),
                flag(
                        "raft.server.log.purge.upto.snapshot.index",
                        false,
                        RaftServerConfigKeys.Log::purgeUptoSnapshotIndex));
    }

    /** Read index, no lease until a clock-skew test allows one. */
    private static List<Option> reads() {
        return List.of(
                new Option(
                        "raft.server.read.option",
                        "LINEARIZABLE",
                        RaftServerConfigKeys.Read::option,
                        RaftServerConfigKeys.Read.Option.LINEARIZABLE),
                flag(
                        "raft.server.read.leader.lease.enabled",
                        false,
                        RaftServerConfigKeys.Read::leaderLeaseEnabled),
                time("raft.server.read.timeout", "10s", RaftServerConfigKeys.Read::timeout),
                // Retries: the library's cache, beside our own by client and sequence.
                time(
                        "raft.server.retrycache.expirytime",
                        "60s",
                        RaftServerConfigKeys.RetryCache::expiryTime));
    }

    /** gRPC, on loopback only, at any free port. */
    private static List<Option> transport() {
        return List.of(
                new Option(
                        "raft.rpc.type",
                        "GRPC",
                        properties -> RaftConfigKeys.Rpc.type(properties, line -> {}),
                        SupportedRpcType.GRPC),
                new Option(
                        "raft.grpc.server.host",
                        "127.0.0.1",
                        GrpcConfigKeys.Server::host,
                        "127.0.0.1"),
                new Option("raft.grpc.server.port", "0", GrpcConfigKeys.Server::port, 0));
    }

    private static List<Option> times() {
        return List.of(
                // Elections: one peer waits for nobody, so it may ask at once.
                time("raft.server.rpc.timeout.min", "50ms", RaftServerConfigKeys.Rpc::timeoutMin),
                time("raft.server.rpc.timeout.max", "100ms", RaftServerConfigKeys.Rpc::timeoutMax),
                time(
                        "raft.server.rpc.first-election.timeout.min",
                        "5ms",
                        RaftServerConfigKeys.Rpc::firstElectionTimeoutMin),
                time(
                        "raft.server.rpc.first-election.timeout.max",
                        "10ms",
                        RaftServerConfigKeys.Rpc::firstElectionTimeoutMax),
                // A laptop that slept for an hour must not close its Barn.
                time("raft.server.close.threshold", "3650d", RaftServerConfigKeys::closeThreshold));
    }

    /**
     * Sets the options and reads each back.
     *
     * @throws io.runink.api.error.RuninkException if one does not say what was asked for
     */
    static RaftProperties checked(List<Option> options) {
        RaftProperties properties = new RaftProperties();
        options.forEach(option -> properties.set(option.key(), option.text()));
        for (Option option : options) {
            Object found = option.reader().apply(properties);
            if (!option.expected().equals(found)) {
                throw BarnError.UNSAFE_SETTING.exception(
                        "option '%s' reads '%s', expected '%s'"
                                .formatted(option.key(), found, option.expected()),
                        "report it: this version of Ratis does not fit this version of Runink");
            }
        }
        return properties;
    }

    private static Option flag(String key, boolean value, Function<RaftProperties, Object> reader) {
        return new Option(key, Boolean.toString(value), reader, value);
    }

    private static Option size(String key, int bytes, Function<RaftProperties, Object> reader) {
        return new Option(key, bytes + "B", reader, SizeInBytes.valueOf(bytes));
    }

    private static Option time(String key, String text, Function<RaftProperties, Object> reader) {
        return new Option(
                key,
                text,
                reader,
                TimeDuration.valueOf(text, java.util.concurrent.TimeUnit.MILLISECONDS));
    }
}
