#pragma once

/// The YAML that a person can check by eye, read as forms with named fields.
#include <yaml/form.hpp>
#include <yaml/tree.hpp>
#include <yaml/wording.hpp>
