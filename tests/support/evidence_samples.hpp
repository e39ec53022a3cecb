// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "tests/support/json.hpp"

// The folder of recorded hardware evidence (tests/data/evidence, or AMBAG_EVIDENCE): its files, its
// expected answers, and the patches of its negative cases. Shape: the folder's README.

namespace ambag::test {

chain::Bytes read_bytes(const std::string& path);  // throws std::runtime_error naming the file

// The self-delimiting DER elements of a concatenation. For data that is known to be well formed.
std::vector<chain::Bytes> split_der(chain::BytesView concatenation);

class EvidenceSamples {
 public:
    EvidenceSamples();

    const std::string& folder() const { return folder_; }
    bool shipped() const;  // not another folder of the same shape
    bool has_all(const std::vector<std::string>& items) const;
    Json expected() const;
    Json negatives() const;

    // Items and cases of other makers lie in the same lists; an unknown maker throws.
    static bool is_nvidia(std::string_view item);

    chain::Bytes report(std::string_view item) const;
    chain::Bytes chain(std::string_view item) const;
    chain::Bytes root() const;  // NVIDIA Device Identity CA

    // The report and the chain of a negative case.
    chain::Bytes report_of(const Json& negative) const;
    chain::Bytes chain_of(const Json& negative) const;

 private:
    chain::Bytes certificate_of(const Json& part) const;

    std::string folder_;
};

}  // namespace ambag::test
