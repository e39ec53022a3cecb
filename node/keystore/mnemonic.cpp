// SPDX-License-Identifier: Apache-2.0
#include "node/keystore/mnemonic.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/keystore_primitives.hpp"
#include "node/keystore/random.hpp"
#include "node/keystore/wordlist.hpp"

namespace ambag::node {

namespace {

using chain::Byte;
using chain::BytesView;
using chain::Result;
using chain::SecretBytes;

constexpr std::size_t bits_per_word = 11;
constexpr std::size_t word_count = std::size_t{1} << bits_per_word;

std::vector<std::string_view> split_words(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t first = text.find_first_not_of(blank);
        if (first == std::string_view::npos) return words;
        text.remove_prefix(first);
        const std::size_t size = std::min(text.find_first_of(blank), text.size());
        words.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
}

const std::vector<std::string_view>& dictionary() {
    static const std::vector<std::string_view> words = split_words(english_words);
    return words;
}

std::optional<std::size_t> index_of(std::string_view word) {
    const auto& words = dictionary();
    const auto found = std::ranges::lower_bound(words, word);
    if (found == words.end() || *found != word) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

bool bit_at(BytesView bytes, std::size_t bit) {
    return ((bytes[bit / 8] >> (7 - bit % 8)) & 1) != 0;
}

bool is_entropy_size(std::size_t bytes) {
    return bytes >= 16 && bytes <= 32 && bytes % 4 == 0;
}

bool is_word_count(std::size_t words) {
    return words >= 12 && words <= 24 && words % 3 == 0;
}

// The words' 11-bit numbers behind one another: entropy, then the checksum's bits.
Result<SecretBytes, std::string> bits_of(const std::vector<std::string_view>& words) {
    SecretBytes bits{(words.size() * bits_per_word + 7) / 8};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto index = index_of(words[i]);
        if (!index)
            return std::unexpected("word " + std::to_string(i + 1) + ", \"" +
                                   std::string{words[i]} +
                                   "\", is not in the English word list of BIP-39");
        for (std::size_t j = 0; j < bits_per_word; ++j) {
            const std::size_t bit = i * bits_per_word + j;
            if ((*index >> (bits_per_word - 1 - j) & 1) != 0)
                bits.data()[bit / 8] |= static_cast<Byte>(0x80U >> (bit % 8));
        }
    }
    return bits;
}

std::string join(const std::vector<std::string_view>& words) {
    std::string text;
    text.reserve(256);
    for (const std::string_view word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

}  // namespace

Result<std::string, std::string> mnemonic_of_entropy(BytesView entropy) {
    if (!is_entropy_size(entropy.size()))
        return std::unexpected("the entropy of a mnemonic has 16, 20, 24, 28 or 32 bytes, not " +
                               std::to_string(entropy.size()));
    const chain::Hash checksum = chain::sha256(entropy);
    const std::size_t entropy_bits = 8 * entropy.size();
    std::vector<std::string_view> words;
    for (std::size_t bit = 0; bit + bits_per_word <= entropy_bits + entropy_bits / 32;) {
        std::size_t index = 0;
        for (std::size_t j = 0; j < bits_per_word; ++j, ++bit) {
            const bool set =
                bit < entropy_bits ? bit_at(entropy, bit) : bit_at(checksum, bit - entropy_bits);
            index = index << 1 | (set ? 1U : 0U);
        }
        words.push_back(dictionary().at(index % word_count));
    }
    return join(words);
}

Result<std::string, std::string> make_mnemonic(unsigned words) {
    if (!is_word_count(words))
        return std::unexpected("a mnemonic has 12, 15, 18, 21 or 24 words, not " +
                               std::to_string(words));
    return mnemonic_of_entropy(random_bytes(std::size_t{words} / 3 * 4));
}

Result<std::string, std::string> check_mnemonic(std::string_view mnemonic) {
    const std::vector<std::string_view> words = split_words(mnemonic);
    if (!is_word_count(words.size()))
        return std::unexpected("a mnemonic has 12, 15, 18, 21 or 24 words, not " +
                               std::to_string(words.size()));
    const SecretBytes bits = TRY(bits_of(words));
    const std::size_t entropy_bytes = words.size() / 3 * 4;
    const chain::Hash checksum = chain::sha256(bits.view().first(entropy_bytes));
    for (std::size_t bit = 0; bit < words.size() / 3; ++bit)
        if (bit_at(bits, 8 * entropy_bytes + bit) != bit_at(checksum, bit))
            return std::unexpected<std::string>(
                "the checksum in the last word does not fit: a word is wrong or out of place");
    return join(words);
}

Result<SecretBytes, std::string> seed_of_mnemonic(std::string_view mnemonic,
                                                  std::string_view passphrase) {
    constexpr std::uint32_t iterations = 2048;
    constexpr std::size_t seed_bytes = 64;
    const std::string words = TRY(check_mnemonic(mnemonic));
    if (!std::ranges::all_of(passphrase, [](char c) { return static_cast<Byte>(c) < 0x80; }))
        return std::unexpected<std::string>(
            "the passphrase of a mnemonic must be ASCII: other text has several encodings");
    return chain::pbkdf2_sha512(chain::as_bytes(words),
                                chain::as_bytes("mnemonic" + std::string{passphrase}), iterations,
                                seed_bytes);
}

}  // namespace ambag::node
