#pragma once

/// NIS nodes: one of them over REST, several of them as one chain, hints over websocket.
/// "Reference" in this room's comments is shared/nem/REFERENCE.md, which names NIS1's sources.
#include <nem_node/answers.hpp>
#include <nem_node/feed.hpp>
#include <nem_node/hints.hpp>
#include <nem_node/node.hpp>
#include <nem_node/pre_alerts.hpp>
#include <nem_node/rest_node.hpp>
