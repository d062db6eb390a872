#pragma once

/// A recorded ledger, served as NIS1 nodes. "Reference" in this room's comments is
/// shared/nem/REFERENCE.md, which names NIS1's sources.
#include <replay/chain.hpp>
#include <replay/node.hpp>
#include <replay/recording.hpp>
#include <replay/script.hpp>
#include <replay/server.hpp>
#include <replay/topics.hpp>
#include <replay/troupe.hpp>
