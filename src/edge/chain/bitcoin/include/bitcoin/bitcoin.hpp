#pragma once

// The door's parts.
#include <bitcoin/block.hpp>
#include <bitcoin/chain.hpp>
#include <bitcoin/network.hpp>
#include <bitcoin/script.hpp>
#include <bitcoin/unspent.hpp>
