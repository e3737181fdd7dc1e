// Prints one line of a vector file; see README.md. Arguments: validators, bytes of data, "full" or "digest".
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ec-cpp/ec-cpp.hpp>

static void hex(const std::vector<uint8_t> &bytes) {
  for (auto b : bytes) printf("%02x", b);
}

int main(int, char **argv) {
  size_t validators = atoi(argv[1]);
  std::vector<uint8_t> data(atoi(argv[2]));
  uint64_t x = 88172645463325252ULL;
  for (auto &b : data) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    b = (uint8_t)x;
  }
  auto coder = ec_cpp::resultGetValue(ec_cpp::create(validators));
  auto shards = ec_cpp::resultGetValue(coder.encode(ec_cpp::Slice<uint8_t>(data.data(), data.size())));
  if (!strcmp(argv[3], "digest")) {
    for (auto &s : shards) fwrite(s.data(), 1, s.size(), stdout);
    return 0;
  }
  printf("%zu|%zu|", validators, data.size());
  for (size_t i = 0; i < shards.size(); i++) {
    if (i) printf(",");
    hex(shards[i]);
  }
  printf("\n");
}
