package io.runink.barn;

import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * Refuses every call on the Raft port. A group of one peer dials nobody, and this process reaches
 * its peer without a socket; whoever else calls is another user of the machine, who could write
 * entries past every rule, or remove the group. With a second peer, mutual TLS takes this place.
 */
final class ClosedDoor implements GrpcServices.Customizer, ServerInterceptor {

    @Override
    public NettyServerBuilder customize(
            NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(this);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        call.close(
                Status.PERMISSION_DENIED.withDescription("the Barn has one peer"), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
