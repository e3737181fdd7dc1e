package io.braid.rpc;

import static io.braid.rpc.RpcServerTest.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.NewBlock;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.RpcLimits;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code chainHead_v1_*} and {@code transaction_v1_*}, as a client without a library sees them. */
class FollowTest {
  private static final FollowLimits LIMITS = new FollowLimits(2, 4, 4, 64, 2, 3, 1 << 20);
  private static final String NOWHERE = "0x" + "ab".repeat(32);

  private TestRelay relay;
  private TestClient client;
  private int requests;

  @BeforeEach
  void start() throws IOException {
    relay = TestRelay.still(RpcLimits.DEFAULT.withFollow(LIMITS));
    client = TestClient.connect(relay.port());
  }

  @AfterEach
  void stop() {
    client.close();
    relay.close();
  }

  /** Puts a block on top of another one. */
  private Hash256 grow(Hash256 parent, int salt) {
    Hash256[] added = new Hash256[1];
    relay.onNode(() -> {
      Header above = relay.chain().header(parent).orElseThrow();
      Digest digest = new Digest(List.of(new DigestItem.Other(Bytes.of((byte) salt))));
      Header header =
          new Header(parent, above.number() + 1, above.stateRoot(), above.extrinsicsRoot(), digest);
      List<Bytes> body = List.of(Bytes.of((byte) 4, (byte) salt));
      added[0] = relay.chain().insert(new NewBlock(header, body, Map.of(), 1, new Batch())).hash();
    });
    return added[0];
  }

  private Hash256 genesis() {
    return relay.chain().genesis().hash();
  }

  private void finalise(Hash256 block) {
    relay.onNode(() -> relay.chain().finalise(block, Optional.empty()));
  }

  /** The response; no notification may come before it. */
  private JsonNode ask(String method, String params) throws Exception {
    client.send(call(++requests, method, params));
    JsonNode response = client.next();
    assertThat(response.path("id").asInt(-1)).as(response.toString()).isEqualTo(requests);
    return response;
  }

  private JsonNode event(String name) throws Exception {
    JsonNode message = client.next();
    assertThat(message.path("method").asString("")).isEqualTo("chainHead_v1_followEvent");
    JsonNode result = message.path("params").path("result");
    assertThat(result.path("event").asString()).as(message.toString()).isEqualTo(name);
    return result;
  }

  private String follow(boolean withRuntime) throws Exception {
    String id = ask("chainHead_v1_follow", "[" + withRuntime + "]").path("result").asString();
    event("initialized");
    return id;
  }

  /** Follows a chain that is at block 0. */
  private String followFromStart(boolean withRuntime) throws Exception {
    String id = follow(withRuntime);
    event("bestBlockChanged");
    return id;
  }

  private static List<String> hashes(JsonNode array) {
    List<String> found = new ArrayList<>();
    array.forEach(element -> found.add(element.asString()));
    return found;
  }

  private static void assertError(JsonNode response, int code, String... parts) {
    assertThat(response.path("error").path("code").asInt(0))
        .as(response.toString())
        .isEqualTo(code);
    for (String part : parts) {
      assertThat(response.path("error").path("data").asString("")).contains(part);
    }
  }

  private String on(String follow, Hash256 block, String more) {
    return "[\"" + follow + "\",\"" + block.hex() + "\"" + more + "]";
  }

  @Test
  void aFollowerHearsOfFinalBlocksThenOfTheRestAndThenOfTheNews() throws Exception {
    Hash256 one = grow(genesis(), 1);
    Hash256 two = grow(one, 2);
    Hash256 fork = grow(one, 3);
    finalise(one);
    ask("chainHead_v1_follow", "[false]");

    JsonNode initialized = event("initialized");
    assertThat(hashes(initialized.path("finalizedBlockHashes")))
        .containsExactly(genesis().hex(), one.hex());
    assertThat(initialized.has("finalizedBlockRuntime")).isFalse();
    List<String> unfinal = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      JsonNode block = event("newBlock");
      assertThat(block.path("parentBlockHash").asString()).isEqualTo(one.hex());
      assertThat(block.has("newRuntime")).isFalse();
      unfinal.add(block.path("blockHash").asString());
    }
    assertThat(unfinal).containsExactlyInAnyOrder(two.hex(), fork.hex());
    assertThat(event("bestBlockChanged").path("bestBlockHash").asString()).isEqualTo(two.hex());

    Hash256 three = grow(two, 4);
    assertThat(event("newBlock").path("blockHash").asString()).isEqualTo(three.hex());
    assertThat(event("bestBlockChanged").path("bestBlockHash").asString()).isEqualTo(three.hex());
    finalise(three);
    JsonNode finalised = event("finalized");
    assertThat(hashes(finalised.path("finalizedBlockHashes")))
        .containsExactly(two.hex(), three.hex());
    assertThat(hashes(finalised.path("prunedBlockHashes"))).containsExactly(fork.hex());
  }

  @Test
  void whoAsksForTheRuntimeIsToldOfItOnceAndThenOfChangesOnly() throws Exception {
    ask("chainHead_v1_follow", "[true]");

    JsonNode runtime = event("initialized").path("finalizedBlockRuntime");
    assertThat(runtime.path("type").asString()).isEqualTo("valid");
    assertThat(runtime.path("spec").path("specName").asString()).isEqualTo("braid-relay");
    assertThat(runtime.path("spec").path("apis").path("0xdf6acb689907609b").asInt()).isPositive();
    event("bestBlockChanged");
    grow(genesis(), 1);
    JsonNode block = event("newBlock");
    assertThat(block.has("newRuntime")).isTrue();
    assertThat(block.path("newRuntime").isNull()).isTrue();
  }

  @Test
  void aPinnedBlockGivesItsHeaderAndItsBody() throws Exception {
    String follow = followFromStart(false);
    Hash256 block = grow(genesis(), 7);
    event("newBlock");
    event("bestBlockChanged");

    Header header = relay.chain().header(block).orElseThrow();
    assertThat(ask("chainHead_v1_header", on(follow, block, "")).path("result").asString())
        .isEqualTo(HeaderCodec.CODEC.encodeToBytes(header).hex());
    JsonNode started = ask("chainHead_v1_body", on(follow, block, "")).path("result");
    assertThat(started.path("result").asString()).isEqualTo("started");
    JsonNode done = event("operationBodyDone");
    assertThat(done.path("operationId")).isEqualTo(started.path("operationId"));
    assertThat(hashes(done.path("value"))).containsExactly("0x080407");
  }

  @Test
  void aBlockThatIsNotPinnedIsRefused() throws Exception {
    String follow = followFromStart(true);
    Hash256 nowhere = Hash256.of(Bytes.fromHex(NOWHERE));
    assertError(ask("chainHead_v1_header", on(follow, nowhere, "")), -32801, NOWHERE);
    assertError(ask("chainHead_v1_body", on(follow, nowhere, "")), -32801);
    assertError(ask("chainHead_v1_storage", on(follow, nowhere, ",[]")), -32801);
    assertError(ask("chainHead_v1_call", on(follow, nowhere, ",\"Core_version\",\"\"")), -32801);

    ask("chainHead_v1_unpin", on(follow, genesis(), ""));
    assertError(ask("chainHead_v1_header", on(follow, genesis(), "")), -32801);
    assertError(ask("chainHead_v1_unpin", on(follow, genesis(), "")), -32801);
  }

  @Test
  void unpinningRefusesTheWholeListOrNone() throws Exception {
    String follow = followFromStart(false);
    String list = "[\"" + follow + "\",[\"" + genesis().hex() + "\",\"%s\"]]";

    assertError(ask("chainHead_v1_unpin", list.formatted(genesis().hex())), -32804);
    assertError(ask("chainHead_v1_unpin", list.formatted(NOWHERE)), -32801, NOWHERE);
    assertThat(ask("chainHead_v1_header", on(follow, genesis(), "")).path("result").isString())
        .isTrue();
    assertError(ask("chainHead_v1_unpin", list.formatted("0x12")), -32602, "at index 1");
    String many = String.join("\",\"", Collections.nCopies(1025, NOWHERE));
    assertError(ask("chainHead_v1_unpin", list.formatted(many)), -32602, "at most 1024");
  }

  @Test
  void aBlockStaysPinnedAfterItWasDiscarded() throws Exception {
    String follow = followFromStart(false);
    Hash256 best = grow(genesis(), 1);
    Hash256 fork = grow(genesis(), 2);
    finalise(best);
    for (String name : List.of("newBlock", "bestBlockChanged", "newBlock", "finalized")) {
      event(name);
    }

    assertThat(ask("chainHead_v1_header", on(follow, fork, "")).path("result").isString()).isTrue();
    assertThat(ask("chainHead_v1_unpin", on(follow, fork, "")).path("result").isNull()).isTrue();
    assertError(ask("chainHead_v1_header", on(follow, fork, "")), -32801);
  }

  @Test
  void aBlockWhoseStateIsGoneSaysSoOnceAndForAll() throws Exception {
    String follow = followFromStart(true);
    Hash256[] added = new Hash256[1];
    relay.onNode(() -> {
      Header header =
          new Header(
              genesis(), 1, Hash256.of(new byte[32]), Hash256.of(new byte[32]), Digest.EMPTY);
      added[0] =
          relay.chain().insert(new NewBlock(header, List.of(), Map.of(), 1, new Batch())).hash();
    });
    assertThat(event("newBlock").path("newRuntime").path("type").asString()).isEqualTo("invalid");
    event("bestBlockChanged");

    ask("chainHead_v1_call", on(follow, added[0], ",\"Core_version\",\"\""));
    assertThat(event("operationError").path("error").asString()).contains("was dropped");
    ask("chainHead_v1_storage", on(follow, added[0], ",[{\"key\":\"0x\",\"type\":\"value\"}]"));
    assertThat(event("operationError").path("error").asString()).contains("was dropped");
  }

  @Test
  void aCallIsAnsweredOrSaysWhatWentWrong() throws Exception {
    String follow = followFromStart(true);
    ask("chainHead_v1_call", on(follow, genesis(), ",\"Core_version\",\"\""));
    assertThat(event("operationCallDone").path("output").asString()).contains("72656c6179");
    ask("chainHead_v1_call", on(follow, genesis(), ",\"Core_nothing\",\"0x\""));
    assertThat(event("operationError").path("error").asString()).contains("Core_nothing");

    assertError(
        ask("chainHead_v1_call", on(follow, genesis(), ",\"Core_version\",\"0x0\"")),
        -32602,
        "parameter 4 'callParameters'");
    String longName = "x".repeat(129);
    assertError(
        ask("chainHead_v1_call", on(follow, genesis(), ",\"" + longName + "\",\"\"")),
        -32602,
        "parameter 3 'function'",
        "at most 128 characters");
  }

  @Test
  void whoDoesNotFollowTheRuntimeCannotCallIt() throws Exception {
    String follow = followFromStart(false);
    assertError(
        ask("chainHead_v1_call", on(follow, genesis(), ",\"Core_version\",\"\"")),
        -32802,
        "withRuntime true");
  }

  @Test
  void storageIsReadByValueByHashAndByMerkleValue() throws Exception {
    String follow = followFromStart(false);
    String key = Bytes.utf8(":code").hex();
    String items =
        ",[{\"key\":\"%1$s\",\"type\":\"value\"},{\"key\":\"%1$s\",\"type\":\"hash\"},"
            + "{\"key\":\"0x\",\"type\":\"closestDescendantMerkleValue\"},"
            + "{\"key\":\"0xff\",\"type\":\"value\"}]";
    JsonNode started =
        ask("chainHead_v1_storage", on(follow, genesis(), items.formatted(key))).path("result");
    assertThat(started.path("discardedItems").asInt(-1)).isZero();

    List<JsonNode> found = new ArrayList<>();
    event("operationStorageItems").path("items").forEach(found::add);
    event("operationStorageDone");
    assertThat(found).hasSize(3);
    assertThat(found.get(0).path("value").asString())
        .isEqualTo(relay.chain().storage(genesis(), Bytes.utf8(":code")).orElseThrow().hex());
    assertThat(found.get(1).path("hash").asString())
        .isEqualTo(
            relay
                .chain()
                .state(genesis())
                .orElseThrow()
                .valueHash(Bytes.utf8(":code"))
                .orElseThrow()
                .hex());
    assertThat(found.get(2).path("closestDescendantMerkleValue").asString())
        .isEqualTo(relay.chain().header(genesis()).orElseThrow().stateRoot().hex());
  }

  @Test
  void descendantsComePageByPageAsTheClientGoesOn() throws Exception {
    String follow = followFromStart(false);
    JsonNode started =
        ask(
                "chainHead_v1_storage",
                on(follow, genesis(), ",[{\"key\":\"0x26\",\"type\":\"descendantsHashes\"}]"))
            .path("result");
    String operation = "[\"" + follow + "\",\"" + started.path("operationId").asString() + "\"]";
    TreeSet<String> keys = new TreeSet<>();
    int pages = 0;
    while (true) {
      JsonNode message = client.next().path("params").path("result");
      if (message.path("event").asString().equals("operationStorageDone")) {
        break;
      }
      if (message.path("event").asString().equals("operationWaitingForContinue")) {
        pages++;
        assertThat(ask("chainHead_v1_continue", operation).path("result").isNull()).isTrue();
      } else {
        assertThat(message.path("items").size()).isLessThanOrEqualTo(LIMITS.pageItems());
        message.path("items").forEach(item -> keys.add(item.path("key").asString()));
      }
    }

    var expected = new TreeSet<String>();
    var all = relay.chain().state(genesis()).orElseThrow().keys(Bytes.fromHex("0x26"));
    for (Optional<Bytes> key = all.next(); key.isPresent(); key = all.next()) {
      expected.add(key.get().hex());
    }
    assertThat(keys).isEqualTo(expected);
    assertThat(pages).isPositive();
  }

  @Test
  void goingOnWithWhatDoesNotWaitIsRefused() throws Exception {
    String follow = followFromStart(false);
    client.send(
        "["
            + call(1, "chainHead_v1_body", on(follow, genesis(), ""))
            + ","
            + call(2, "chainHead_v1_continue", "[\"" + follow + "\",\"1\"]")
            + "]");

    assertError(client.next().path(1), -32803, "operationWaitingForContinue");
    event("operationBodyDone");
    requests = 2;
    assertThat(ask("chainHead_v1_continue", "[\"" + follow + "\",\"1\"]").path("result").isNull())
        .isTrue();
  }

  @Test
  void operationsAreBoundedAndEachItemCounts() throws Exception {
    String follow = followFromStart(false);
    String item = "{\"key\":\"0x00\",\"type\":\"value\"}";
    String items = String.join(",", Collections.nCopies(5, item));
    client.send(
        "["
            + call(1, "chainHead_v1_storage", on(follow, genesis(), ",[" + items + "]"))
            + ","
            + call(2, "chainHead_v1_body", on(follow, genesis(), ""))
            + ","
            + call(3, "chainHead_v1_storage", on(follow, genesis(), ",[" + item + "]"))
            + "]");

    JsonNode answers = client.next();
    assertThat(answers.path(0).path("result").path("discardedItems").asInt()).isEqualTo(1);
    assertThat(answers.path(1).path("result").path("result").asString()).isEqualTo("limitReached");
    assertThat(answers.path(2).path("result").path("result").asString()).isEqualTo("limitReached");
    event("operationStorageDone");
    requests = 3;
    assertThat(
            ask("chainHead_v1_body", on(follow, genesis(), ""))
                .path("result")
                .path("result")
                .asString())
        .isEqualTo("started");
  }

  @Test
  void aStoppedOperationSaysNothingMore() throws Exception {
    String follow = followFromStart(false);
    client.send(
        "["
            + call(1, "chainHead_v1_body", on(follow, genesis(), ""))
            + ","
            + call(2, "chainHead_v1_stopOperation", "[\"" + follow + "\",\"1\"]")
            + ","
            + call(3, "chainHead_v1_body", on(follow, genesis(), ""))
            + "]");
    client.next();

    assertThat(event("operationBodyDone").path("operationId").asString()).isEqualTo("2");
  }

  @Test
  void malformedQueriesAreRefusedWithWhatIsWrong() throws Exception {
    String follow = followFromStart(false);
    for (String wrong :
        List.of(
            "[{\"key\":\"0x0\",\"type\":\"value\"}]",
            "[{\"key\":\"0x00\",\"type\":\"values\"}]",
            "[{\"key\":\"0x00\",\"type\":\"value\",\"paginationStartKey\":\"0x00\"}]",
            "[{\"type\":\"value\"}]",
            "[7]",
            "7")) {
      assertError(
          ask("chainHead_v1_storage", on(follow, genesis(), "," + wrong)),
          -32602,
          "parameter 3 'items'");
    }
    String item = "{\"key\":\"0x00\",\"type\":\"value\"}";
    String many = String.join(",", Collections.nCopies(4097, item));
    assertError(
        ask("chainHead_v1_storage", on(follow, genesis(), ",[" + many + "]")),
        -32602,
        "at most 4096",
        "4097 elements");
    assertError(ask("chainHead_v1_follow", "[1]"), -32602, "true or false");
  }

  @Test
  void aSubscriptionThatIsNotThereIsNoError() throws Exception {
    for (String id : List.of("nothing", "1")) {
      assertThat(ask("chainHead_v1_header", on(id, genesis(), "")).path("result").isNull())
          .isTrue();
      assertThat(
              ask("chainHead_v1_body", on(id, genesis(), ""))
                  .path("result")
                  .path("result")
                  .asString())
          .isEqualTo("limitReached");
      for (String method :
          List.of("chainHead_v1_unfollow", "chainHead_v1_unpin", "chainHead_v1_continue")) {
        String params =
            switch (method) {
              case "chainHead_v1_unpin" -> on(id, genesis(), "");
              case "chainHead_v1_continue" -> "[\"" + id + "\",\"1\"]";
              default -> "[\"" + id + "\"]";
            };
        assertThat(ask(method, params).path("result").isNull()).isTrue();
      }
    }
  }

  @Test
  void aConnectionMayFollowTwiceAndAnotherOneSeesNothingOfIt() throws Exception {
    String first = followFromStart(false);
    followFromStart(false);
    assertError(ask("chainHead_v1_follow", "[false]"), -32800, "at most 2");
    try (TestClient other = TestClient.connect(relay.port())) {
      other.send(call(1, "chainHead_v1_header", on(first, genesis(), "")));
      assertThat(other.next().path("result").isNull()).isTrue();
    }
    assertThat(ask("chainHead_v1_unfollow", "[\"" + first + "\"]").path("result").isNull())
        .isTrue();
    followFromStart(false);
  }

  @Test
  void aFollowerThatPinsTooMuchIsStoppedAndMayFollowAnew() throws Exception {
    String follow = followFromStart(false);
    Hash256 head = genesis();
    for (int i = 1; i <= LIMITS.maxPinned(); i++) {
      head = grow(head, i);
      event("newBlock");
      event("bestBlockChanged");
    }
    finalise(head);
    event("finalized");
    event("stop");

    assertThat(ask("chainHead_v1_header", on(follow, head, "")).path("result").isNull()).isTrue();
    follow(false);
  }

  @Test
  void aFollowerThatUnpinsIsNotStopped() throws Exception {
    String follow = followFromStart(false);
    Hash256 head = genesis();
    for (int i = 1; i <= 3 * LIMITS.maxPinned(); i++) {
      Hash256 before = head;
      head = grow(head, i);
      event("newBlock");
      event("bestBlockChanged");
      finalise(head);
      event("finalized");
      assertThat(ask("chainHead_v1_unpin", on(follow, before, "")).path("result").isNull())
          .isTrue();
    }
  }

  @Test
  void broadcastsAreBoundedAndWhatIsNoTransactionTakesAPlaceToo() throws Exception {
    String id = ask("transaction_v1_broadcast", "[\"0x1234\"]").path("result").asString();
    ask("transaction_v1_broadcast", "[\"0x\"]");
    assertThat(ask("transaction_v1_broadcast", "[\"0x1234\"]").path("result").isNull()).isTrue();
    assertError(ask("transaction_v1_stop", "[\"77\"]"), -32602, "operationId");
    assertThat(ask("transaction_v1_stop", "[\"" + id + "\"]").path("result").isNull()).isTrue();
    assertError(ask("transaction_v1_stop", "[\"" + id + "\"]"), -32602, "operationId");
    assertThat(ask("transaction_v1_broadcast", "[\"0x1234\"]").path("result").isString()).isTrue();
    assertError(ask("transaction_v1_broadcast", "[\"0x123\"]"), -32602, "transaction");
  }

  @Test
  void aWatchedTransactionThatIsRefusedIsAnEventAndNoError() throws Exception {
    for (String wrong : List.of("0x8400", "0x040f", "0x08040f")) {
      String id =
          ask("transactionWatch_v1_submitAndWatch", "[\"" + wrong + "\"]")
              .path("result")
              .asString();
      JsonNode params = client.next().path("params");
      assertThat(params.path("subscription").asString()).isEqualTo(id);
      assertThat(params.path("result").path("event").asString())
          .as(params.toString())
          .isIn("invalid", "error");
      assertThat(params.path("result").path("error").asString()).isNotEmpty();
      assertError(ask("transactionWatch_v1_unwatch", "[\"" + id + "\"]"), -32602, "parameter 1");
    }
  }

  @Test
  void theArchiveNamesEveryBlockOfAHeight() throws Exception {
    Hash256 one = grow(genesis(), 1);
    Hash256 fork = grow(genesis(), 2);
    assertThat(hashes(ask("archive_v1_hashByHeight", "[1]").path("result")))
        .containsExactlyInAnyOrder(one.hex(), fork.hex());
    finalise(one);

    assertThat(hashes(ask("archive_v1_hashByHeight", "[1]").path("result")))
        .containsExactly(one.hex());
    assertThat(ask("archive_v1_hashByHeight", "[2]").path("result").isEmpty()).isTrue();
    assertThat(ask("archive_v1_finalizedHeight", "[]").path("result").asInt()).isEqualTo(1);
    assertThat(hashes(ask("archive_v1_body", "[\"" + fork.hex() + "\"]").path("result")))
        .containsExactly("0x080402");
    for (String method : List.of("archive_v1_body", "archive_v1_header")) {
      assertThat(ask(method, "[\"" + NOWHERE + "\"]").path("result").isNull()).isTrue();
    }
    String call = "[\"%s\",\"%s\",\"\"]";
    assertThat(
            ask("archive_v1_call", call.formatted(NOWHERE, "Core_version")).path("result").isNull())
        .isTrue();
    JsonNode failed =
        ask("archive_v1_call", call.formatted(one.hex(), "Core_nothing")).path("result");
    assertThat(failed.path("success").asBoolean()).isFalse();
    assertThat(failed.path("error").asString()).contains("Core_nothing");
    assertThat(
            ask("archive_v1_call", call.formatted(one.hex(), "Core_version"))
                .path("result")
                .path("success")
                .asBoolean())
        .isTrue();
  }

  @Test
  void theArchiveSaysWhyItCannotCompareBlocks() throws Exception {
    Hash256 one = grow(genesis(), 1);
    Hash256 fork = grow(genesis(), 2);
    assertError(
        ask("archive_v1_storageDiff", "[\"" + one.hex() + "\",null,\"" + fork.hex() + "\"]"),
        -32602,
        "an ancestor of");
    ask("archive_v1_storageDiff", "[\"" + NOWHERE + "\"]");
    assertThat(client.next().path("params").path("result").path("event").asString())
        .isEqualTo("storageDiffError");
    ask("archive_v1_storage", "[\"" + NOWHERE + "\",[]]");
    assertThat(client.next().path("params").path("result").path("event").asString())
        .isEqualTo("storageError");
    assertError(
        ask("archive_v1_storageDiff", "[\"" + one.hex() + "\",[{\"returnType\":\"x\"}]]"),
        -32602,
        "returnType");
  }

  @Test
  void onlyANodeThatKeepsAllStatesHasAnArchive() throws Exception {
    List<String> here = hashes(ask("rpc_methods", "[]").path("result").path("methods"));
    try (TestRelay pruned = TestRelay.pruned();
        TestClient other = TestClient.connect(pruned.port())) {
      other.send(call(1, "rpc_methods", "[]"));
      List<String> there = hashes(other.next().path("result").path("methods"));
      assertThat(there).contains("chainHead_v1_follow").noneMatch(it -> it.startsWith("archive"));
      assertThat(here).containsAll(there).contains("archive_v1_storageDiff");
    }
  }

  @Test
  void noHostileParametersMakeAMethodFailByItself() throws Exception {
    List<String> values =
        List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "\"0x\"",
            "\"0x0\"",
            "-1",
            "1e9",
            "true",
            "[[[]]]",
            "\"" + NOWHERE + "\"",
            "[{\"key\":{},\"type\":[]}]");
    for (String method : hashes(ask("rpc_methods", "[]").path("result").path("methods"))) {
      if (!method.contains("_v1_")) {
        continue;
      }
      for (String value : values) {
        for (int count = 0; count <= 4; count++) {
          int id = ++requests;
          client.send(
              call(id, method, "[" + String.join(",", Collections.nCopies(count, value)) + "]"));
          JsonNode response = client.next();
          while (response.path("id").asInt(-1) != id) {
            response = client.next();
          }
          assertThat(response.path("error").path("code").asInt(0))
              .as(method + " " + count + " times " + value)
              .isNotEqualTo(-32603);
        }
      }
    }
  }
}
