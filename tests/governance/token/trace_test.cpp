// SPDX-License-Identifier: Apache-2.0
#include "tests/chain/vector_file.hpp"
#include "tests/governance/token/token_fixture.hpp"

// The same random calls as OpenZeppelin's own bytecode ran (tests/data/token/README.md): results,
// revert data and logs are equal byte for byte.

namespace ambag::governance::token {

namespace {

using chain::test::split;
using Vector = chain::test::Record;

std::vector<Log> logs_of(const Vector& record) {
    std::vector<Log> logs;
    if (record.empty("logs")) return logs;
    for (const std::string& text : split(record.text("logs"), ';')) {
        const std::vector<std::string> halves = split(text, ':');
        Log& log = logs.emplace_back(Log{token_address, {}, from_hex(halves.at(1)).value()});
        for (const std::string& topic : split(halves.at(0), ','))
            log.topics.push_back(fixed_from_hex<Hash>(topic).value());
    }
    return logs;
}

}  // namespace

using TokenTrace = TokenTest;

TEST_F(TokenTrace, equals_that_of_openzeppelin) {
    for (Byte i = 1; i <= 5; ++i) chain.fund(Address{{i, 0x55}}, amount(1000));
    const std::vector<Vector> records = chain::test::read_records("token/trace.txt");
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Vector& record = records[i];
        SCOPED_TRACE("line " + std::to_string(i + 2) + " of trace.txt");
        while (chain.block.height.value < record.u64("block")) chain.next_block();
        const Bytes data = record.bytes("data");
        const Result<Bytes> result = record.text("kind") == "view"
                                         ? chain.read(token_address, data)
                                         : chain.send(record.fixed<Address>("from"), token_address,
                                                      data, Amount{record.number("value")});
        ASSERT_EQ(result.has_value(), record.text("status") == "ok");
        ASSERT_EQ(to_hex(result ? *result : result.error().data), to_hex(record.bytes("output")));
        ASSERT_EQ(chain.take_logs(), logs_of(record));
    }
}

}  // namespace ambag::governance::token
