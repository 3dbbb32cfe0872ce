# Every library the suite stands on, found once. Which module may use which is said in modules/README.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(Poco 1.11 REQUIRED COMPONENTS Foundation Net NetSSL Crypto Util JSON JWT)
find_package(SQLite3 3.40 REQUIRED)
find_package(pugixml 1.12 REQUIRED)
find_package(LibArchive 3.6 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(cmark 0.30 REQUIRED) # its package file names /usr/bin/cmark: Debian package cmark is needed too
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz-subset)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(JPEG REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(OPENJPEG REQUIRED IMPORTED_TARGET libopenjp2)
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(ZBAR REQUIRED IMPORTED_TARGET zbar)
pkg_check_modules(SECRET REQUIRED IMPORTED_TARGET libsecret-1)
pkg_check_modules(PCSCLITE REQUIRED IMPORTED_TARGET libpcsclite)

# PostgreSQL's own. Only what opens a server's database is to load it: every program links the stores, few ask for that.
pkg_check_modules(PQ REQUIRED libpq)
add_library(canbo_pq INTERFACE)
target_include_directories(canbo_pq SYSTEM INTERFACE ${PQ_INCLUDE_DIRS})
target_link_libraries(canbo_pq INTERFACE "-Wl,--push-state,--as-needed,-lpq,--pop-state")

# The windows. Not needed where only the office and canboctl are built (-DCANBO_DESKTOP=OFF).
if(CANBO_DESKTOP)
  find_package(wxWidgets 3.2 REQUIRED COMPONENTS html core base)
  add_library(canbo_wx INTERFACE)
  target_include_directories(canbo_wx SYSTEM INTERFACE ${wxWidgets_INCLUDE_DIRS})
  target_compile_definitions(canbo_wx INTERFACE ${wxWidgets_DEFINITIONS})
  target_compile_options(canbo_wx INTERFACE ${wxWidgets_CXX_FLAGS})
  target_link_libraries(canbo_wx INTERFACE ${wxWidgets_LIBRARIES})
  find_package(wxWidgets 3.2 REQUIRED COMPONENTS media core base) # films; loads GStreamer, so who shows none does without
  add_library(canbo_wx_media INTERFACE)
  target_link_libraries(canbo_wx_media INTERFACE canbo_wx ${wxWidgets_LIBRARIES})
  pkg_check_modules(GTK REQUIRED IMPORTED_TARGET gtk+-3.0)
  pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig)
  pkg_check_modules(POPPLER_GLIB REQUIRED IMPORTED_TARGET poppler-glib)
  pkg_check_modules(XCB REQUIRED IMPORTED_TARGET xcb xcb-randr xcb-res xcb-xfixes)
endif()

# libharu ships neither a .pc file nor a CMake package.
find_path(HPDF_INCLUDE_DIR hpdf.h REQUIRED)
find_library(HPDF_LIBRARY hpdf REQUIRED)
add_library(hpdf::hpdf UNKNOWN IMPORTED)
set_target_properties(hpdf::hpdf PROPERTIES IMPORTED_LOCATION "${HPDF_LIBRARY}"
                      INTERFACE_INCLUDE_DIRECTORIES "${HPDF_INCLUDE_DIR}")

# Header-only, found so that a missing package is said at configure time: tl::expected, nlohmann-json, date, mustache.
foreach(header tl/expected.hpp nlohmann/json.hpp date/iso_week.h kainjow/mustache.hpp CLI/CLI.hpp)
  string(MAKE_C_IDENTIFIER "CANBO_HAVE_${header}" found)
  find_path(${found} ${header} REQUIRED)
endforeach()
