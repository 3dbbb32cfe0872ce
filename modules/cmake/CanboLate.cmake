# canbo_load_late(TARGET library:prefix ...): the program TARGET loads these libraries when one of their functions is
# called first, not before main(). What a person needs once a day costs no start.
#
# Every function of the library that begins with the prefix becomes a jump in the program; the first call of each looks
# it up (modules/cmake/late_library.cpp). So nobody who calls one knows of it, and a missing library ends the program as
# it would have at the start. On another machine than x86-64, and under sanitizers, the libraries are linked as usual.
# CANBO_LATE_PACKAGES: the Debian packages that dpkg-shlibdeps sees no more, for the package of the program.
function(canbo_load_late target)
  set(packages)
  set(functions)
  set(number 0)
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT CANBO_SANITIZER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    foreach(pair IN LISTS ARGN)
      string(REPLACE ":" ";" pair "${pair}")
      list(GET pair 0 name)
      list(GET pair 1 prefix)
      find_library(CANBO_LATE_${name} ${name} REQUIRED)
      execute_process(COMMAND ${CMAKE_OBJDUMP} -p "${CANBO_LATE_${name}}" OUTPUT_VARIABLE facts COMMAND_ERROR_IS_FATAL ANY)
      execute_process(COMMAND ${CMAKE_NM} -D --defined-only "${CANBO_LATE_${name}}" OUTPUT_VARIABLE names
                      COMMAND_ERROR_IS_FATAL ANY)
      string(REGEX MATCH "SONAME +([^\n ]+)" found "${facts}")
      set(soname "${CMAKE_MATCH_1}")
      string(REGEX MATCHALL " T ${prefix}[A-Za-z0-9_]*" names "${names}")
      list(REMOVE_DUPLICATES names)
      string(APPEND functions "canbo_late_library ${number}, ${soname}\n")
      foreach(one IN LISTS names)
        string(SUBSTRING "${one}" 3 -1 one)
        string(APPEND functions "canbo_late ${number}, ${one}\n")
      endforeach()
      math(EXPR number "${number} + 1")
      get_filename_component(file "${CANBO_LATE_${name}}" REALPATH)
      execute_process(COMMAND dpkg-query -S "${file}" OUTPUT_VARIABLE owner ERROR_QUIET)
      if(owner MATCHES "^([^:]+):")
        list(APPEND packages ${CMAKE_MATCH_1})
      endif()
    endforeach()
    set(CANBO_LATE_FUNCTIONS "${functions}")
    configure_file("${CMAKE_SOURCE_DIR}/modules/cmake/late_functions.cpp.in" "${CMAKE_CURRENT_BINARY_DIR}/late_functions.cpp" @ONLY)
    target_sources(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/late_functions.cpp"
                                     "${CMAKE_SOURCE_DIR}/modules/cmake/late_library.cpp")
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/late_functions.cpp"
                                "${CMAKE_SOURCE_DIR}/modules/cmake/late_library.cpp"
                                PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
    # Jumps that nobody takes go, and with them the libraries that nobody else needs.
    target_link_options(${target} PRIVATE "LINKER:--gc-sections" "LINKER:--as-needed")
  endif()
  list(JOIN packages ", " packages)
  set(CANBO_LATE_PACKAGES "${packages}" CACHE INTERNAL "Debian packages of the libraries that ${target} loads late")
endfunction()
