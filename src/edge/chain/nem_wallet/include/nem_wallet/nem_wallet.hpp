#pragma once

/// Builds, checks and signs NEM's transactions, and brings them into the chain once. "Reference" in
/// this room's comments is shared/nem/REFERENCE.md, which names NIS1's sources.
#include <nem_wallet/building.hpp>
#include <nem_wallet/dispatcher.hpp>
#include <nem_wallet/outbox.hpp>
