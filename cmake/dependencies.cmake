# Libraries from Debian 12's packages; ARCHITECTURE.md says why each is here.
find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(pugixml REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(CURL 7.88 REQUIRED)
find_package(Boost 1.74 REQUIRED)  # headers alone: Beast
find_package(GTest 1.12 REQUIRED)
pkg_check_modules(botan REQUIRED IMPORTED_TARGET botan-2)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash>=0.8)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3>=3.40)

# RapidCheck ships no CMake package in Debian.
find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
add_library(rapidcheck INTERFACE IMPORTED)
target_include_directories(rapidcheck SYSTEM INTERFACE ${RAPIDCHECK_INCLUDE})
target_link_libraries(rapidcheck INTERFACE ${RAPIDCHECK_LIBRARY})

if(DYEPACK_BENCH)
    find_package(benchmark 1.7 REQUIRED)
endif()
