"""Every #include of a module stands on a declared dependency.

usage: check_includes.py ROOT GRAPH
GRAPH is build/<preset>/module_graph.txt, written by CMake: name|layer|depends|uses. Needed because Debian puts
every library under /usr/include (a domain file that includes <sqlite3.h> compiles) and because linked targets are
seen transitively.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
THIRD_PARTY = {  # prefix of the header -> word that the module's USES must name
    "tl/": "expected", "fmt/": "fmt", "date/": "date", "nlohmann/": "nlohmann", "simdjson": "simdjson",
    "unicode/": "icu", "sodium": "sodium",
    "Poco/Net/": "poco-net", "Poco/JWT/": "poco-jwt", "Poco/Crypto/": "poco-net",
    "Poco/": "poco", "sqlite3.h": "sqlite", "libpq-fe.h": "libpq", "cmark.h": "cmark", "hpdf.h": "hpdf",
    "qpdf/": "qpdf", "hb": "harfbuzz",
    "kainjow/": "mustache", "xlsxwriter": "xlsxwriter", "CLI/": "cli11", "wx/": "wx", "openssl/": "openssl",
    "winscard.h": "pcsclite", "reader.h": "pcsclite", "jpeglib.h": "jpeg", "openjpeg.h": "openjpeg", "png.h": "png",
    "zbar.h": "zbar", "gtk/": "gtk", "gdk/": "gtk", "gdk-pixbuf/": "gtk", "glib-object.h": "gtk", "cairo": "gtk",
    "poppler": "poppler", "fontconfig/": "fontconfig", "libsecret/": "secret",
    "archive.h": "libarchive", "archive_entry.h": "libarchive", "pugixml": "pugixml", "qrencode.h": "qrencode",
    "xcb/": "xcb",
}
# Results, JSON values and formatting are base's own vocabulary: whoever depends on base may use them.
THROUGH_BASE = {"expected", "fmt", "nlohmann"}
STANDARD = re.compile(r"^[a-z_0-9]+$")  # <vector>, <cstdio>
C_HEADERS = {"sys/resource.h", "unistd.h", "signal.h", "fcntl.h"}


def shows_windows(root, target, first):
    """Is it wx, or a header of the kit that stands on wx, or a panel?"""
    if target.startswith("wx/") or target.endswith("_panel.h"):
        return True
    header = root / "modules" / "desktop" / "include" / target
    return first == "desktop" and header.exists() and "<wx/" in header.read_text(encoding="utf-8")


def folder_of(root, name):
    """A feature's windows are the module <feature>_ui in modules/<feature>/ui."""
    return root / "modules" / (name[:-3] + "/ui" if name.endswith("_ui") else name)


def check(root, graph):
    modules = {}
    for line in graph.read_text().splitlines():
        name, layer, depends, uses = line.split("|")
        modules[name] = (layer, set(filter(None, depends.split(","))), set(filter(None, uses.split(","))))
    problems = []
    count = 0
    for name, (layer, depends, uses) in sorted(modules.items()):
        folder = folder_of(root, name)
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".h", ".cpp") or (not name.endswith("_ui") and (folder / "ui") in path.parents):
                continue
            for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(text)
                if not match:
                    continue
                count += 1
                quote, target = match.groups()
                place = f"{path.relative_to(root)}:{number}"
                first = target.split("/")[0]
                if path.stem.endswith("_presenter") and shows_windows(root, target, first):
                    problems.append(f"{place}: a presenter knows no windows")
                if quote == '"':
                    if first in modules and "/" in target and first != name and first not in depends:
                        problems.append(f"{place}: module '{name}' does not declare DEPENDS {first}")
                    continue
                if STANDARD.match(target):
                    continue
                for prefix, word in THIRD_PARTY.items():
                    if target.startswith(prefix):
                        if word not in uses and not (word in THROUGH_BASE and "base" in depends):
                            problems.append(f"{place}: <{target}> is not for module '{name}' ({layer})")
                        break
                else:
                    if target not in C_HEADERS:
                        problems.append(f"{place}: <{target}> is a library nobody declared")
    return problems, count


if __name__ == "__main__":
    found, seen = check(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    print("\n".join(found) or f"{seen} includes checked")
    sys.exit(1 if found or seen == 0 else 0)
