# The flags of every target of ours, in every build (STYLE: warnings, hardening, sanitizers).
add_library(project_flags INTERFACE)
target_compile_features(project_flags INTERFACE cxx_std_23)
target_compile_definitions(project_flags INTERFACE _GLIBCXX_ASSERTIONS)
target_compile_options(project_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wextra-semi -Wimplicit-fallthrough
    -Wformat=2 -fstack-protector-strong
    $<$<BOOL:${DYEPACK_WERROR}>:-Werror>
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
    # clang 19 reports the temporary buffer inside libstdc++ 12's own stable_sort as deprecated.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)

if(DYEPACK_SANITIZE)
    set(sanitize -fsanitize=${DYEPACK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # Every target, third-party sources included: a half-instrumented program reports nonsense.
    add_compile_options(${sanitize})
    add_link_options(${sanitize})
    if(DYEPACK_SANITIZE STREQUAL "thread")
        # The thread sanitizer does not know fences, and g++ says so; Asio's queues have locks as well.
        add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
    endif()
endif()
