# How every target of ours is compiled. Nothing here is global but the standard and the output folder:
# flags travel by linking to canbo_options, so that an imported library never sees them.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# CMake's own -O3 costs a tenth of the build and gains nothing that the benches see.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -fstack-protector-strong -D_FORTIFY_SOURCE=2") # as Debian hardens its own
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Wl,-z,relro")
set(CMAKE_MODULE_LINKER_FLAGS_RELEASE "-Wl,-z,relro")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CANBO_CCACHE ccache)
if(CANBO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers carry a time stamp; without the sloppiness a warm cache never hits. Without depend mode a cold
  # one preprocesses every file twice.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 CCACHE_INODECACHE=1 ${CANBO_CCACHE})
endif()

add_library(canbo_options INTERFACE)
target_compile_options(canbo_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-restrict -Wno-stringop-overflow
    -Wno-maybe-uninitialized> # three alarms that g++ 12 raises where nothing is wrong, in std::string and std::optional
  $<$<BOOL:${CANBO_WERROR}>:-Werror>)
if(CMAKE_UNITY_BUILD) # files that are joined see each other's names: what shadows is said by the presets that join none
  target_compile_options(canbo_options INTERFACE -Wno-shadow -Wno-subobject-linkage)
endif()
if(CANBO_SANITIZER)
  target_compile_options(canbo_options INTERFACE -fsanitize=${CANBO_SANITIZER} -fno-omit-frame-pointer -g1)
  target_link_options(canbo_options INTERFACE -fsanitize=${CANBO_SANITIZER})
endif()
