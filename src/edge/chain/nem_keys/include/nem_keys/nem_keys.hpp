#pragma once

/// NEM's key pairs, signatures, messages and key files. "Reference" in this room's comments is
/// shared/nem/REFERENCE.md, as in the room `nem`.
#include <nem_keys/key_file.hpp>
#include <nem_keys/keys.hpp>
#include <nem_keys/message.hpp>
#include <nem_keys/secret_bytes.hpp>
