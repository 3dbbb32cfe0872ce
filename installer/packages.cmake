# CPack: one .deb a component. "cmake --build --preset release --target package" puts them into build/packages.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME canbo)
set(CPACK_PACKAGE_VENDOR Canbo)
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/../packages")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL canbo-data canboctl canbo-office)
if(TARGET canbo)
  list(APPEND CPACK_COMPONENTS_ALL canbo)
endif()
if(TARGET canbo-station)
  list(APPEND CPACK_COMPONENTS_ALL canbo-station)
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Canbo maintainers <canbo@packages.debian.org>")
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

# canbo_package(canboctl SECTION utils DEPENDS "…" SUMMARY "…" TEXT "…"): CPack's variables of one component.
macro(canbo_package component)
  cmake_parse_arguments(P "" "SECTION;ARCHITECTURE;DEPENDS;RECOMMENDS;SUGGESTS;SUMMARY;TEXT" "CONTROL" ${ARGN})
  string(TOUPPER "${component}" upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${component})
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${P_SECTION})
  set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${P_DEPENDS}")
  set(CPACK_DEBIAN_${upper}_PACKAGE_RECOMMENDS "${P_RECOMMENDS}")
  set(CPACK_DEBIAN_${upper}_PACKAGE_SUGGESTS "${P_SUGGESTS}")
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${P_SUMMARY}\n${P_TEXT}")
  set(CPACK_COMPONENT_${upper}_DESCRIPTION "${P_SUMMARY}\n${P_TEXT}")
  if(P_ARCHITECTURE)
    set(CPACK_DEBIAN_${upper}_PACKAGE_ARCHITECTURE ${P_ARCHITECTURE})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS OFF)
  endif()
  if(P_CONTROL)
    set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA "${P_CONTROL}")
  endif()
endmacro()

set(same "(= ${PROJECT_VERSION})")
set(about "Canbo is for the officials of a Vietnamese province that carries out
Project 06: it follows the 43 models of the province's plan, writes weekly
and monthly reports and consolidates them at the standing office.
")

canbo_package(canbo-data SECTION misc ARCHITECTURE all SUMMARY "content, forms and translation of the Canbo suite"
  TEXT "${about}
This package holds what every program of the suite reads: the models and
agencies of the plan, the forms of administrative letters, help pages, icons,
a week of invented reports to try, and the Vietnamese translation.")
canbo_package(canboctl SECTION utils DEPENDS "canbo-data ${same}, fonts-liberation2" RECOMMENDS ca-certificates
  SUGGESTS "pcscd, libccid"
  SUMMARY "progress and reports of Project 06 from a terminal"
  TEXT "${about}
This package holds canboctl, which does every job of the suite from a
terminal, with or without a network, and makes the folder of a standing
office.")
canbo_package(canbo-office SECTION admin
  DEPENDS "canbo-data ${same}, canboctl ${same}, systemd | systemd-standalone-sysusers" SUGGESTS sqlite3
  CONTROL ${office}/postinst ${office}/prerm ${office}/postrm ${office}/conffiles
  SUMMARY "server of the standing office for progress and reports of Project 06"
  TEXT "${about}
This package holds the standing office's server: it receives what departments
send, answers with signed receipts and gives every desk its changes. It runs
as a service of its own user and listens on this machine only until it is
given a certificate.")
canbo_package(canbo SECTION misc DEPENDS "canbo-data ${same}, fonts-liberation2, librsvg2-common"
  RECOMMENDS "ca-certificates, cups-client, fonts-noto-core, gstreamer1.0-plugins-base, gstreamer1.0-plugins-good, gstreamer1.0-x, pcscd"
  SUMMARY "progress and reports of Project 06 on the desktop"
  TEXT "${about}
This package holds the desktop program: workspaces for progress, reporting
and the standing office, which work with or without a network.")

canbo_package(canbo-station SECTION education DEPENDS "canbo-data ${same}, fonts-liberation2, librsvg2-common"
  RECOMMENDS "fonts-noto-core" SUGGESTS "xinit, xserver-xorg, ibus-unikey"
  SUMMARY "candidate's place in an exam room of Project 06"
  TEXT "${about}
This package holds the candidate's full-screen exam station: it keeps every
answer on its own disk and in the exam room, goes on while the network is
cut, and tells the invigilators what it sees of its machine. A kiosk session
that starts nothing else is described in its documentation.")

include(CPack)
