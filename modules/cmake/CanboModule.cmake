# canbo_module(NAME base LAYER base DEPENDS ... USES ... LIBRARIES ... PUBLIC_LIBRARIES ... SOURCES ...)
#
# One module = one folder = one target canbo::<name> = one namespace canbo::<name>.
#   DEPENDS           modules of ours; they must be declared before (this also forbids cycles)
#   USES              outside libraries whose headers the module's sources may include (checked by tests/arch)
#   LIBRARIES         targets to link, private; PUBLIC_LIBRARIES: those that stand in public headers
# Public headers live in include/<name>/, everything else in src/. A feature's windows are module <feature>_ui in the
# folder <feature>/ui.
set(CANBO_MAY_USE_base base)
set(CANBO_MAY_USE_domain base domain)
set(CANBO_MAY_USE_adapter base domain)
set(CANBO_MAY_USE_service base domain adapter) # service is the one adapter that may use another
set(CANBO_MAY_USE_kit base domain)
set(CANBO_MAY_USE_view base domain kit view)

function(canbo_module)
  cmake_parse_arguments(M "" "NAME;LAYER" "DEPENDS;USES;LIBRARIES;PUBLIC_LIBRARIES;SOURCES" ${ARGN})
  if(NOT DEFINED CANBO_MAY_USE_${M_LAYER})
    message(FATAL_ERROR "module ${M_NAME}: there is no layer '${M_LAYER}'")
  endif()
  set(targets)
  foreach(dep IN LISTS M_DEPENDS)
    if(NOT TARGET canbo_${dep})
      message(FATAL_ERROR "module ${M_NAME}: '${dep}' must be declared before it")
    endif()
    get_target_property(layer canbo_${dep} CANBO_LAYER)
    if(NOT layer IN_LIST CANBO_MAY_USE_${M_LAYER})
      message(FATAL_ERROR "module ${M_NAME} (${M_LAYER}) may not use ${dep} (${layer})")
    endif()
    list(APPEND targets canbo_${dep})
  endforeach()

  add_library(canbo_${M_NAME} STATIC ${M_SOURCES})
  add_library(canbo::${M_NAME} ALIAS canbo_${M_NAME})
  set_target_properties(canbo_${M_NAME} PROPERTIES CANBO_LAYER ${M_LAYER} OUTPUT_NAME canbo_${M_NAME})
  target_include_directories(canbo_${M_NAME} PUBLIC include PRIVATE src)
  target_link_libraries(canbo_${M_NAME} PUBLIC ${targets} ${M_PUBLIC_LIBRARIES} PRIVATE canbo_options ${M_LIBRARIES})

  if(NOT M_LAYER MATCHES "^(kit|view)$") # windows have their own, see canbo_use_wx_header
    canbo_use_header(canbo_${M_NAME} ${M_LIBRARIES} ${M_PUBLIC_LIBRARIES})
  endif()

  string(REPLACE ";" "," deps "${M_DEPENDS}")
  string(REPLACE ";" "," uses "${M_USES}")
  set_property(GLOBAL APPEND PROPERTY CANBO_GRAPH "${M_NAME}|${M_LAYER}|${deps}|${uses}")
endfunction()

# The standard library, fmt and JSON take a second a file: precompiled once, and once more with the definitions that
# Poco brings to who links it (a precompiled header serves only who was compiled like it). canbo_use_header(TARGET
# LIBRARIES...): the libraries say which of the two. Not under clang, which
# builds the fuzzers alone.
function(canbo_use_header target)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR "${ARGN}" MATCHES "Threads::") # -pthread defines a macro, too
    return()
  endif()
  set(header canbo_header)
  if("${ARGN}" MATCHES "Poco::")
    set(header canbo_poco_header)
  endif()
  if(NOT TARGET ${header})
    file(WRITE "${CMAKE_BINARY_DIR}/${header}.cpp" "// carries the precompiled header\n")
    add_library(${header} OBJECT "${CMAKE_BINARY_DIR}/${header}.cpp")
    target_link_libraries(${header} PRIVATE fmt::fmt canbo_options)
    if(header STREQUAL "canbo_poco_header")
      target_link_libraries(${header} PRIVATE Poco::Foundation)
    endif()
    target_precompile_headers(${header} PRIVATE <algorithm> <array> <chrono> <filesystem> <functional> <map> <memory>
      <optional> <set> <span> <string> <string_view> <utility> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>
      <tl/expected.hpp>)
  endif()
  target_precompile_headers(${target} REUSE_FROM ${header})
endfunction()

# wx takes two seconds a file: its headers are precompiled once for every module with windows. Nothing in a window is
# worth -O3's compile time, nor g++ 12's false alarms at that level.
function(canbo_use_wx_header target)
  if(NOT TARGET canbo_wx_header)
    file(WRITE "${CMAKE_BINARY_DIR}/wx_header.cpp" "// carries the precompiled header\n")
    add_library(canbo_wx_header OBJECT "${CMAKE_BINARY_DIR}/wx_header.cpp")
    target_link_libraries(canbo_wx_header PRIVATE canbo_wx canbo_base canbo_options)
    target_compile_options(canbo_wx_header PRIVATE -O1)
    target_precompile_headers(canbo_wx_header PRIVATE <wx/wx.h> <wx/dataview.h> <nlohmann/json.hpp> <fmt/format.h>)
  endif()
  target_compile_options(${target} PRIVATE -O1)
  target_precompile_headers(${target} REUSE_FROM canbo_wx_header)
endfunction()

# canbo_plugin(TARGET name LIBRARIES ... SOURCES ...): a part of the module TARGET in a library of its own,
# lib/canbo/plugins/canbo-<name>.so beside the program's folder. For what brings many libraries along and is needed late
# or never: it costs no start. desktop/plugin.h loads it. Its sources stand in the module's folder plugins/ and call
# nothing of ours but what their headers hold.
function(canbo_plugin module name)
  cmake_parse_arguments(P "" "" "LIBRARIES;SOURCES" ${ARGN})
  add_library(canbo-${name} MODULE ${P_SOURCES})
  set_target_properties(canbo-${name} PROPERTIES PREFIX "" NO_SONAME ON # nobody links it
                        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib/canbo/plugins")
  target_include_directories(canbo-${name} PRIVATE
    $<TARGET_PROPERTY:${module},INCLUDE_DIRECTORIES> $<TARGET_PROPERTY:${module},INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(canbo-${name} PRIVATE canbo_options ${P_LIBRARIES})
  add_dependencies(${module} canbo-${name})
endfunction()

# canbo_search_first(TARGET libraries...): the loader looks a name up in one library after another, in the order in which
# the program names them, and of the 78,000 names that the desktop program's 150 libraries ask for each was looked up in
# 43 of them before it was found. The libraries that have the most of these names stand first: half of that, and a third
# less time before main(). Which they are is said by tests/bench/search_order.py. Sanitizers must stand first themselves,
# and other systems search otherwise.
function(canbo_search_first target)
  if(CANBO_SANITIZER OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    return()
  endif()
  list(TRANSFORM ARGN PREPEND "-l")
  list(JOIN ARGN "," libraries)
  target_link_options(${target} PRIVATE "LINKER:--push-state,--no-as-needed,${libraries},--pop-state")
endfunction()

# Writes build/<preset>/module_graph.txt, the one list that tests/arch reads.
function(canbo_write_graph)
  get_property(graph GLOBAL PROPERTY CANBO_GRAPH)
  string(REPLACE ";" "\n" text "${graph}")
  file(WRITE "${CMAKE_BINARY_DIR}/module_graph.txt" "${text}\n")
endfunction()
