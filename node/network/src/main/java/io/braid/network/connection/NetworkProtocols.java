package io.braid.network.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All protocols that a node speaks besides ping and identify. */
public final class NetworkProtocols {
  private final Map<String, NotificationProtocol> notifications = new LinkedHashMap<>();
  private final Map<String, RequestProtocol> requests = new LinkedHashMap<>();

  public NetworkProtocols(
      List<NotificationProtocol> notifications, List<RequestProtocol> requests) {
    notifications.forEach(p -> p.names().forEach(name -> this.notifications.put(name, p)));
    requests.forEach(p -> p.names().forEach(name -> this.requests.put(name, p)));
  }

  public Optional<NotificationProtocol> notification(String name) {
    return Optional.ofNullable(notifications.get(name));
  }

  public Optional<RequestProtocol> request(String name) {
    return Optional.ofNullable(requests.get(name));
  }

  /** All names, as identify lists them. */
  public List<String> names() {
    List<String> names = new ArrayList<>(notifications.keySet());
    names.addAll(requests.keySet());
    return names;
  }
}
