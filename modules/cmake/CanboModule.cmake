# canbo_module(NAME base LAYER base DEPENDS ... USES ... LIBRARIES ... PUBLIC_LIBRARIES ... SOURCES ...)
#
# One module = one folder = one target canbo::<name> = one namespace canbo::<name>.
#   DEPENDS           modules of ours; they must be declared before (this also forbids cycles)
#   USES              outside libraries whose headers the module's sources may include (checked by tests/arch)
#   LIBRARIES         targets to link, private; PUBLIC_LIBRARIES: those that stand in public headers
# Public headers live in include/<name>/, everything else in src/.
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

  string(REPLACE ";" "," deps "${M_DEPENDS}")
  string(REPLACE ";" "," uses "${M_USES}")
  set_property(GLOBAL APPEND PROPERTY CANBO_GRAPH "${M_NAME}|${M_LAYER}|${deps}|${uses}")
endfunction()

# Writes build/<preset>/module_graph.txt, the one list that tests/arch reads.
function(canbo_write_graph)
  get_property(graph GLOBAL PROPERTY CANBO_GRAPH)
  string(REPLACE ";" "\n" text "${graph}")
  file(WRITE "${CMAKE_BINARY_DIR}/module_graph.txt" "${text}\n")
endfunction()
