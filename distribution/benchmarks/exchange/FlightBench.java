package io.runink.exchange;

import io.runink.exchange.ExchangeBench.Load;
import io.runink.exchange.ExchangeBench.Seen;
import io.runink.posix.Posix;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The same hand-off by Arrow Flight, a put over loopback: what crosses machines costs on one. */
public final class FlightBench {

    private FlightBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("produce")) {
            produce(Load.of(arguments[1]), Integer.parseInt(arguments[2]));
        } else {
            Seen one = consume(new Load(ExchangeBench.MIB, 300, 500, 500));
            Seen many = consume(new Load(64 * ExchangeBench.MIB, 3, 15, 10));
            ExchangeBench.print("Arrow Flight put, TCP loopback", one, many, "all");
        }
        System.exit(0);
    }

    private static void produce(Load load, int port) throws Exception {
        FileInputStream turns = new FileInputStream(Posix.adopt(4));
        try (BufferAllocator allocator = new RootAllocator(2L << 30);
                FlightClient client =
                        FlightClient.builder(
                                        allocator, Location.forGrpcInsecure("localhost", port))
                                .build();
                VectorSchemaRoot rows =
                        VectorSchemaRoot.create(
                                ExchangeBench.schema(ExchangeBench.Wire.TCP, load), allocator)) {
            for (FieldVector vector : rows.getFieldVectors()) {
                BigIntVector numbers = (BigIntVector) vector;
                numbers.allocateNew(load.rows());
                for (int row = 0; row < load.rows(); row++) {
                    numbers.set(row, row);
                }
            }
            rows.setRowCount(load.rows());
            FlightClient.ClientStreamListener put =
                    client.startPut(
                            FlightDescriptor.path("bench"), rows, new AsyncPutListener());
            for (int i = 0; i < load.warm() + load.timed() + load.streamed(); i++) {
                if (i <= load.warm() + load.timed()) {
                    turns.read();
                    LockSupport.parkNanos(300_000);
                }
                while (!put.isReady()) {
                    Thread.onSpinWait();
                }
                ((BigIntVector) rows.getVector(0)).set(0, System.nanoTime());
                put.putNext();
            }
            put.completed();
            put.getResult();
        }
    }

    /** Takes the one put of the producer. */
    private static final class Taker extends NoOpFlightProducer {
        private final Load load;
        private final OutputStream turn;
        private final BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(1);

        Taker(Load load, OutputStream turn) {
            this.load = load;
            this.turn = turn;
        }

        @Override
        public Runnable acceptPut(
                CallContext context, FlightStream stream, StreamListener<PutResult> answers) {
            return () -> {
                try {
                    take(stream);
                    answers.onCompleted();
                } catch (Exception e) {
                    answers.onError(e);
                }
            };
        }

        private void take(FlightStream stream) throws Exception {
            double[] micros = new double[load.timed()];
            for (int i = 0; i < load.warm() + load.timed(); i++) {
                turn.write(1);
                stream.next();
                long now = System.nanoTime();
                long then = ((BigIntVector) stream.getRoot().getVector(0)).get(0);
                if (i >= load.warm()) {
                    micros[i - load.warm()] = (now - then) / 1e3;
                }
            }
            turn.write(1);
            stream.next();
            long begun = System.nanoTime();
            while (stream.next()) {
                ExchangeBench.sink += ExchangeBench.add(stream.getRoot());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Arrays.sort(micros);
            seen.add(
                    new Seen(micros, load.bytes() * (load.streamed() - 1) / seconds / 1e9, 0));
        }
    }

    private static Seen consume(Load load) throws Exception {
        int[] turns = Posix.streamPair();
        Taker taker = new Taker(load, new FileOutputStream(Posix.adopt(turns[0])));
        try (BufferAllocator allocator = new RootAllocator(2L << 30);
                FlightServer server =
                        FlightServer.builder(
                                        allocator, Location.forGrpcInsecure("localhost", 0), taker)
                                .build()
                                .start()) {
            int child =
                    ExchangeBench.spawn(
                            List.of("produce", load.text(), Integer.toString(server.getPort())),
                            Map.of(0, 0, 1, 1, 2, 2, 4, turns[1]));
            Posix.close(turns[1]);
            Seen seen = taker.seen.take();
            Posix.await(child);
            return seen;
        }
    }
}
