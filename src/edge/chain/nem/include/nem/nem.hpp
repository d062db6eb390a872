#pragma once

/// NEM (NIS1): its transactions and blocks as bytes and as JSON, and their hashes.
/// "Reference" in this room's comments is shared/nem/REFERENCE.md, which names NIS1's sources.
#include <nem/codec.hpp>
#include <nem/types.hpp>
