# SPDX-License-Identifier: Apache-2.0
# Flags and target shapes in one place. Every library of ours is made by one of these functions,
# so that the dependency order chain <- {governance, emission} <- node is a link-list fact.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()

add_library(ambag_flags INTERFACE)
target_include_directories(ambag_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(ambag_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
    -fno-strict-aliasing -ffp-contract=off -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.
    # libstdc++ 12 calls its own deprecated get_temporary_buffer in merges.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(ambag_flags INTERFACE
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong)
endif()
if(AMBAG_SANITIZE)
    target_compile_options(ambag_flags INTERFACE -fsanitize=address,undefined
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(ambag_flags INTERFACE -fsanitize=address,undefined)
endif()
if(AMBAG_FUZZ)
    target_compile_options(ambag_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# ambag_library(NAME [SOURCES...] LINK ...): a static library over the sources of this folder.
function(ambag_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    if(NOT arg_SOURCES)
        file(GLOB arg_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    endif()
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ambag_flags ${arg_LINK})
    if(NOT name STREQUAL "ambag_chain")
        target_precompile_headers(${name} REUSE_FROM ambag_chain)
    endif()
endfunction()

# native_module(NAME [LINK ...]): one folder of governance/ or emission/ as one library that links
# chain and what it names in LINK (libraries of its own layer), nothing else.
function(native_module name)
    cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
    get_filename_component(layer ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
    get_filename_component(layer ${layer} NAME)
    ambag_library(ambag_${layer}_${name} LINK ambag_chain ${arg_LINK})
    set_property(GLOBAL APPEND PROPERTY AMBAG_${layer}_MODULES ambag_${layer}_${name})
endfunction()

# ambag_tests(NAME LINK ...): one GoogleTest program over the sources of this folder tree.
function(ambag_tests name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    if(NOT arg_SOURCES)
        file(GLOB_RECURSE arg_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ambag_flags ${arg_LINK} GTest::gtest GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE AMBAG_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    # The code under test is built as it is shipped; the tests themselves need not be fast.
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        target_compile_options(${name} PRIVATE -O1)
    endif()
    target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/chain/base/precompiled.hpp
        <gtest/gtest.h>)
    gtest_discover_tests(${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} DISCOVERY_TIMEOUT 60
        PROPERTIES TIMEOUT 900)
endfunction()
