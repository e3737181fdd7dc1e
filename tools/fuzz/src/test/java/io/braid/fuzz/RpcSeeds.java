package io.braid.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Requests that take every kind of parameter. */
final class RpcSeeds {
  private RpcSeeds() {}

  /**
   * @param hash a block's, in JSON
   */
  static List<String> requests(String hash) {
    List<String> requests = new ArrayList<>();
    String account = "\"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\"";
    for (String call :
        List.of(
            "chain_getBlock [" + hash + "]",
            "chain_getBlockHash [1]",
            "chain_getBlockHash [[1,\"0x2\",null]]",
            "chain_getHeader []",
            "chain_subscribeNewHeads []",
            "state_call [\"Core_version\",\"0x\"]",
            "state_getKeysPaged [\"0x\",3,null," + hash + "]",
            "state_getMetadata []",
            "state_getReadProof [[\"0x3a636f6465\"]]",
            "state_getRuntimeVersion []",
            "state_getStorage [\"0x3a636f6465\"]",
            "state_queryStorageAt [[\"0x26aa\"]," + hash + "]",
            "childstate_getStorage [\"0x3a6368696c645f73746f726167653a64656661756c743a61\",\"0x\"]",
            "author_submitExtrinsic [\"0x0400\"]",
            "author_pendingExtrinsics []",
            "author_hasKey [\"0x00\",\"babe\"]",
            "author_insertKey [\"babe\",\"//Alice\",\"0x00\"]",
            "author_rotateKeys []",
            "system_accountNextIndex [" + account + "]",
            "system_dryRun [\"0x0400\"]",
            "system_health []",
            "payment_queryInfo [\"0x0400\"," + hash + "]",
            "payment_queryFeeDetails [\"0x0400\"]",
            "chainSpec_v1_properties []",
            "chainHead_v1_follow [true]",
            "chainHead_v1_storage [\"a\"," + hash + ",[{\"key\":\"0x\",\"type\":\"hash\"}]]",
            "archive_v1_call [" + hash + ",\"Core_version\",\"0x\"]",
            "transaction_v1_broadcast [\"0x0400\"]",
            "transactionWatch_v1_submitAndWatch [\"0x0400\"]",
            "rpc_methods []")) {
      String[] parts = call.split(" ", 2);
      requests.add(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
              + parts[0]
              + "\",\"params\":"
              + parts[1]
              + "}");
    }
    requests.add("[" + requests.get(1) + "," + requests.get(9) + "]");
    return requests;
  }
}
