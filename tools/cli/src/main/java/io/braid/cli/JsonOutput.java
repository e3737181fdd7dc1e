package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import java.io.PrintWriter;
import java.util.Locale;

/** One JSON object a line, for programs. All strings in it are names and hashes without quotes. */
final class JsonOutput implements Output {
  private final PrintWriter out;
  private final long startNanos;

  JsonOutput(PrintWriter out, long startNanos) {
    this.out = out;
    this.startNanos = startNanos;
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  @Override
  public void node(String name, String chain, String role, String url) {
    line(
        "{\"event\":\"node\",\"name\":\"%s\",\"chain\":\"%s\",\"role\":\"%s\",\"ws\":\"%s\"}",
        name, chain, role, url);
  }

  @Override
  public void address(String address) {
    line("{\"event\":\"listening\",\"address\":\"%s\"}", address);
  }

  @Override
  public void metrics(String url) {
    line("{\"event\":\"metrics\",\"url\":\"%s\"}", url);
  }

  @Override
  public void started() {}

  @Override
  public void best(String chain, BlockRef block) {
    line(
        "{\"event\":\"best\",\"chain\":\"%s\",\"number\":%d,\"hash\":\"%s\"}",
        chain, block.number(), block.hash());
  }

  @Override
  public void finalised(String chain, BlockRef block) {
    line(
        "{\"event\":\"finalized\",\"chain\":\"%s\",\"number\":%d,\"hash\":\"%s\"}",
        chain, block.number(), block.hash());
  }

  @Override
  public void backed(int paraId) {
    line("{\"event\":\"backed\",\"para\":%d}", paraId);
  }

  @Override
  public void included(int paraId, int number) {
    line("{\"event\":\"included\",\"para\":%d,\"number\":%d}", paraId, number);
  }

  @Override
  public void ready() {
    line("{\"event\":\"ready\",\"seconds\":%.1f}", (System.nanoTime() - startNanos) / 1e9);
  }

  @Override
  public void bug(String node, Throwable bug) {
    line(
        "{\"event\":\"bug\",\"node\":\"%s\",\"what\":\"%s\"}",
        node, bug.toString().replaceAll("[\"\\\\\\p{Cntrl}]", " "));
  }
}
