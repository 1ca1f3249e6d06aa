# Toolchain: zig's clang and libc++ against the interface of an old glibc, so that one binary runs on all the Linux
# distributions of the last ten years; also for processors other than this machine's.
#
# Given in the environment (CMake does not hand its cache to the projects it tries the compiler with):
# MODAL_LSP_ZIG, the program, and MODAL_LSP_ZIG_TARGET, such as x86_64-linux-gnu.2.17.
set(CMAKE_SYSTEM_NAME Linux)
string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR "$ENV{MODAL_LSP_ZIG_TARGET}")
set(CMAKE_C_COMPILER $ENV{MODAL_LSP_ZIG} cc -target $ENV{MODAL_LSP_ZIG_TARGET})
set(CMAKE_CXX_COMPILER $ENV{MODAL_LSP_ZIG} c++ -target $ENV{MODAL_LSP_ZIG_TARGET})
set(CMAKE_CXX_FLAGS_INIT "-D_LIBCPP_ENABLE_EXPERIMENTAL")
# Without symbols, at an address of the system's choice, and with all of its imports bound before anything runs.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-s -pie -Wl,-z,relro,-z,now")
# Headers come from the prefix that was given, never from this machine's /usr/include: its C library is another one.
set(CMAKE_FIND_ROOT_PATH ${CMAKE_PREFIX_PATH})
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
