// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

namespace ambag::node {

// The way back to a client that stays connected. Implemented by the WebSocket session.
class PushChannel {
 public:
    virtual ~PushChannel() = default;
    // Sends one text frame after those before it. Never blocks; a client that does not read is
    // disconnected instead of filling memory. From any thread.
    virtual void push(std::shared_ptr<const std::string> frame) = 0;
};

}  // namespace ambag::node
