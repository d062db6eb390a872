# A room is one static library with one public header. Another room sees that header only through
# DEPENDS, so an include that ARCHITECTURE.md does not allow fails to compile.
#
#   add_room(taint DEPENDS ledger [PRIVATE_LIBRARIES lib...] SOURCES a.cpp...
#            [TESTS a_test.cpp...] [FUZZ a_fuzz.cpp...])
#
# DEPENDS: rooms whose doors this room's door includes or whose code it uses.
# A fuzz target NAME_fuzz.cpp replays fuzz/corpus/NAME in every build; with DYEPACK_FUZZ it is also
# built as a libFuzzer program NAME_fuzz.
include(GoogleTest)

function(add_room name)
    cmake_parse_arguments(PARSE_ARGV 1 room "" "" "DEPENDS;PRIVATE_LIBRARIES;SOURCES;TESTS;FUZZ")
    add_library(${name} STATIC)
    target_sources(${name}
        PRIVATE ${room_SOURCES}
        PUBLIC FILE_SET HEADERS BASE_DIRS include FILES include/${name}/${name}.hpp)
    target_compile_features(${name} PUBLIC cxx_std_23)
    target_link_libraries(${name}
        PUBLIC ${room_DEPENDS}
        PRIVATE ${room_PRIVATE_LIBRARIES} project_flags)
    if(room_TESTS)
        add_room_tests(${name}_test ROOMS ${name} SOURCES ${room_TESTS}
                       LIBRARIES ${room_PRIVATE_LIBRARIES})
        target_include_directories(${name}_test PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    endif()
    foreach(source IN LISTS room_FUZZ)
        add_fuzz_target(${source} ${name})
    endforeach()
endfunction()

# Test sources of one program, each test found by name at build time.
function(add_room_tests name)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "" "ROOMS;SOURCES;LIBRARIES")
    add_executable(${name} ${test_SOURCES})
    target_link_libraries(${name} PRIVATE ${test_ROOMS} ${test_LIBRARIES} test_folder rapidcheck
                          GTest::gmock GTest::gtest_main project_flags)
    tidy_as_test(${name})
    target_compile_definitions(${name} PRIVATE DYEPACK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60)
endfunction()

# A test that reads what is not there stops at libstdc++'s assertion, and is meant to: the checks that
# clang-tidy would ask for before every `*optional` are for the program.
function(tidy_as_test target)
    if(CMAKE_CXX_CLANG_TIDY)
        set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY
            "${CMAKE_CXX_CLANG_TIDY};--checks=-bugprone-unchecked-optional-access,-bugprone-string-constructor")
    endif()
endfunction()

# The corpus in tests/corpus/<name> is replayed by ctest in every build.
function(add_fuzz_target source room)
    get_filename_component(name ${source} NAME_WE)
    string(REGEX REPLACE "_fuzz$" "" stem ${name})
    set(corpus ${PROJECT_SOURCE_DIR}/tests/corpus/${stem})
    if(DYEPACK_FUZZ)
        add_executable(${name} ${source})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        add_executable(${name} ${source} ${PROJECT_SOURCE_DIR}/tests/replay_corpus.cpp)
    endif()
    target_link_libraries(${name} PRIVATE ${room} project_flags)
    tidy_as_test(${name})
    add_test(NAME corpus.${stem} COMMAND ${name} ${corpus}
             $<$<BOOL:${DYEPACK_FUZZ}>:-runs=0>)
endfunction()
