#pragma once

/// What NEM's blocks move, and the rules by which NIS1 accepts them. "Reference" in this room's
/// comments is shared/nem/REFERENCE.md; file names of NIS1 (0.6.102) stand where it is silent.
#include <nem_chain/fees.hpp>
#include <nem_chain/movements.hpp>
#include <nem_chain/nis_result.hpp>
#include <nem_chain/register.hpp>
#include <nem_chain/state.hpp>
