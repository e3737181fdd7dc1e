package io.braid.network.connection;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.framing.ByteQueue;
import io.braid.network.noise.NoiseSecrets;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What proper peers send. */
public final class ConnectionSeeds {
  private ConnectionSeeds() {}

  private static Connection connection(boolean dialer, int key) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) key);
    Bytes wrapped = Bytes.wrap(secret);
    return new Connection(
        new ConnectionSetup(
            dialer,
            Optional.empty(),
            new NoiseSecrets(Ed25519KeyPair.fromSeed(secret), wrapped, wrapped),
            new NetworkProtocols(List.of(), List.of()),
            () -> new Identification(wrapped, "", List.of(), List.of(), Optional.empty()),
            Optional.empty()),
        0);
  }

  /** All that comes to the target, in front of which stands whether the target dialled. */
  public static Bytes handshake(boolean targetDials) {
    Connection target = connection(targetDials, 1);
    Connection peer = connection(!targetDials, 2);
    List<Bytes> sent = new ArrayList<>(List.of(Bytes.of((byte) (targetDials ? 0 : 1))));
    for (int turn = 0; turn < 6; turn++) {
      byte[] there = peer.drain(1 << 16).toArray();
      sent.add(Bytes.wrap(there));
      target.receive(there, 0, there.length);
      byte[] back = target.drain(1 << 16).toArray();
      peer.receive(back, 0, back.length);
    }
    return Bytes.concat(sent.toArray(Bytes[]::new));
  }

  /** A notification and a request, behind the encryption. */
  public static Bytes conversation(int size) {
    Substreams peer = ConnectionFuzzTest.substreams(true);
    Substreams target = ConnectionFuzzTest.substreams(false);
    peer.openNotifications(ConnectionFuzzTest.NEWS, Bytes.utf8("hi"));
    peer.request(ConnectionFuzzTest.ECHO, Bytes.wrap(new byte[size]));
    List<Bytes> sent = new ArrayList<>();
    List<ConnectionEvent> events = new ArrayList<>();
    for (int turn = 0; turn < 5; turn++) {
      Bytes there = peer.drain(1 << 16);
      sent.add(there);
      ByteQueue in = new ByteQueue();
      in.append(there);
      target.receive(in, events);
      ConnectionFuzzTest.react(target, List.copyOf(events));
      events.clear();
      ByteQueue back = new ByteQueue();
      back.append(target.drain(1 << 16));
      peer.receive(back, events);
      events.clear();
      peer.notify(ConnectionFuzzTest.NEWS, Bytes.wrap(new byte[size / 2]));
    }
    return Bytes.concat(sent.toArray(Bytes[]::new));
  }

  public static Bytes identification(Identification about) {
    return about.encode();
  }
}
