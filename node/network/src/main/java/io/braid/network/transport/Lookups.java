package io.braid.network.transport;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up with the JDK, each on a virtual thread. */
final class Lookups extends AddressResolverGroup<InetSocketAddress> {
  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new InetNameResolver(executor) {
      @Override
      protected void doResolve(String name, Promise<InetAddress> promise) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                promise.setSuccess(InetAddress.getByName(name));
              } catch (UnknownHostException e) {
                promise.setFailure(e);
              }
            });
      }

      @Override
      protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                promise.setSuccess(List.of(InetAddress.getAllByName(name)));
              } catch (UnknownHostException e) {
                promise.setFailure(e);
              }
            });
      }
    }.asAddressResolver();
  }
}
