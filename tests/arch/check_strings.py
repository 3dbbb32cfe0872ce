"""Every sentence that can reach a person stands in content/locale/vi.po, translated; every error code has its page.

usage: check_strings.py ROOT [--update]
--update adds what is missing with an empty msgstr and drops what no source says any more.
Our own reader of C++ and not xgettext: a sentence also stands in braces ({ErrorCode::Storage, "…"}) and in both arms
of a ?:, which xgettext passes over without a word.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

# Call -> which argument, from 0, is the sentence. After an ErrorCode it is the next, in an Issue that after `where`.
CALLS = {"tr": 0, "msgid": 0, "fail": 1, "give_up": 1, "error": 2, "warning": 2}
CALLS_OF_FILE = {
    "modules/base/src/object_reader.cpp": {"problem": 1},
    "modules/formats/src/course_check.cpp": {"error": 1},
    "modules/formats/src/lesson_check.cpp": {"error": 1},
    "modules/formats/src/quiz_check.cpp": {"error": 1},
    "modules/formats/src/svg_check.cpp": {"error": 1},
    "modules/training/src/course.cpp": {"error": 1},
    "modules/training/src/mailbox.cpp": {"error": 1},
    "modules/documents/src/letter.cpp": {"check": 1},
    "modules/progress/src/status.cpp": {"decided": 2},
    "modules/reporting/src/check.cpp": {"warning": 1},
    "modules/storage/src/sql_session.cpp": {"error": 0},
    "modules/wire/src/http_transport.cpp": {"unreachable": 0},
}
# canboctl --help: translate_help() in command_line.cpp walks over every command and option, CLI11's own two among them.
HELP_FOLDER = "apps/ctl/"
HELP_CALLS = {"line": 1, "add_area": 2, "add_verb": 2, "add_option": 2, "add_flag": 2, "verb": 1}
HELP_OF_CLI11 = {"Print this help message and exit", "Display program version information and exit"}
# canbo-office --help and what is said of wrong usage on standard error are English.
ENGLISH_CALLS = {"print", "fprintf"}
ENGLISH_FILES = {"apps/office/options.cpp"}
LOOKS_LIKE_A_SENTENCE = re.compile(r"[A-Z][a-z']*( [a-z][a-z'-]*[,;:]?){2,}")
SAME_IN_VIETNAMESE = {"%"}
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|\#\s*include[^\n]*|R"([^(\s]*)\((?P<raw>.*?)\)\1"|"(?P<text>(?:\\.|[^"\\\n])*)"'
                   r"|'(?:\\.|[^'\\\n])+'|\d[\w'.]*|(?P<word>\w+(?:::\w+)*)|(?P<mark>\S)", re.S)


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


class Group:
    """One pair of brackets: who is called, which argument we are in, whether the first names an ErrorCode."""
    def __init__(self, name):
        self.name, self.argument, self.of_code = name, 0, False

    def wants(self, calls, text):
        if self.of_code:
            return self.argument == (2 if self.name in ("error", "warning") else 1) and text[:1].isupper()
        return calls.get(self.name) == self.argument and text != ""


def literals(source):
    """(text, line, innermost bracket group, is it assigned to `sentence`) of each literal, adjacent ones joined."""
    stack, word, before, pending = [Group("")], "", ["", ""], None
    for token in (t for t in TOKEN.finditer(source) if not t[0].startswith(("//", "/*", "#"))):
        text = token["raw"] if token["text"] is None else unescape(token["text"])
        if text is not None:
            line = source.count("\n", 0, token.start()) + 1
            pending = (pending[0] + text, *pending[1:]) if pending else (text, line, before == ["sentence", "="])
            continue
        if pending:
            yield pending[0], pending[1], stack, pending[2]
            pending = None
        mark = token["mark"] or " "
        if mark in "({[":
            stack.append(Group(word.split("::")[-1]))
        elif mark in ")}]" and len(stack) > 1:
            stack.pop()
        elif mark == ",":
            stack[-1].argument += 1
        elif token["word"] and "ErrorCode::" in token["word"] and stack[-1].argument == 0:
            stack[-1].of_code = True
        word, before = token["word"] or "", [before[1], token[0]]


def extract(root, problems):
    found = {text: {HELP_FOLDER + "command_line.cpp"} for text in HELP_OF_CLI11}
    for path in sorted(p for top in ("apps", "modules") for p in (root / top).rglob("*") if p.suffix in (".cpp", ".h")):
        name = path.relative_to(root).as_posix()
        calls = {**CALLS, **(HELP_CALLS if name.startswith(HELP_FOLDER) else {}), **CALLS_OF_FILE.get(name, {})}
        for text, line, stack, assigned in literals(path.read_text(encoding="utf-8")):
            if assigned or stack[-1].wants(calls, text):
                found.setdefault(text, set()).add(name)
            elif LOOKS_LIKE_A_SENTENCE.match(text) and name not in ENGLISH_FILES and \
                    not any(group.name in ENGLISH_CALLS for group in stack):
                problems.append(f"{name}:{line}: a sentence that nothing translates (msgid() marks it): {text}")
    return found


def read_po(text):
    """{msgid: [msgstr, fuzzy]}, the header under the empty msgid."""
    entries = {}
    for block in re.split(r"\n\s*\n", text):
        parts, field = {"msgid": "", "msgstr": ""}, None
        for line in block.splitlines():
            match = re.match(r'(?:(msgid|msgstr) )?"(.*)"\s*$', line)
            if match:
                field = match[1] or field
                parts[field] += unescape(match[2])
        if field:
            entries[parts["msgid"]] = [parts["msgstr"], bool(re.search(r"^#,.*fuzzy", block, re.M))]
    return entries


def write_po(path, sources, old):
    blocks = ['msgid ""\nmsgstr ""\n' + "".join(quote(line + "\n") + "\n" for line in old[""][0].splitlines())]
    for msgid in sorted(sources, key=lambda m: (m.casefold(), m)):
        msgstr, fuzzy = old.get(msgid, ["", False])
        notes = [f"#: {name}\n" for name in sorted(sources[msgid])] + ["#, fuzzy\n"] * fuzzy
        blocks.append(f"{''.join(notes)}msgid {quote(msgid)}\nmsgstr {quote(msgstr)}\n")
    path.write_text("\n".join(blocks), encoding="utf-8")


def check_entry(msgid, msgstr, fuzzy):
    if not msgstr or fuzzy:
        return "fuzzy" if msgstr else "untranslated"
    if unicodedata.normalize("NFC", msgstr) != msgstr:
        return "not NFC"
    if msgstr == msgid and msgid not in SAME_IN_VIETNAMESE:
        return "the translation is the English text"
    if len({tuple(sorted(re.findall(r"\{[^}]*\}", text))) for text in (msgid, msgstr)}) > 1:
        return "the places for values differ"
    full_stops_differ = " " in msgid and (msgid[-1] == ".") != (msgstr[-1] == ".")
    return "one ends with a full stop, the other not" if full_stops_differ else None


def check_pages(root, problems):
    codes = set(re.findall(r'\{ErrorCode::\w+, "([a-z-]+)"\}', (root / "modules/base/src/error.cpp").read_text()))
    pages = {page.stem: page.read_text(encoding="utf-8") for page in (root / "content/help/errors").glob("*.md")}
    problems += [f"content/help/errors/{code}.md: no page, or no such code" for code in sorted(codes ^ set(pages))]
    problems += [f"content/help/errors/{code}.md: wants a title, 'Nguyên nhân' and 'Cách xử lý', in NFC"
                 for code, text in sorted(pages.items()) if unicodedata.normalize("NFC", text) != text or
                 not re.fullmatch(r"# [^\n]+\n\n## Nguyên nhân\n\n[^#]+\n## Cách xử lý\n\n[^#]+", text)]


root, problems = pathlib.Path(sys.argv[1]), []
po = root / "content/locale/vi.po"
sources = extract(root, problems)
if "--update" in sys.argv[2:]:
    write_po(po, sources, read_po(po.read_text(encoding="utf-8")))
translated = read_po(po.read_text(encoding="utf-8"))
problems += [f"{sorted(sources[m])[0]}: not in vi.po (run with --update): {m}" for m in sources if m not in translated]
problems += [f"vi.po: no source says this any more: {m}" for m in translated if m and m not in sources]
problems += [f"vi.po: {what}: {m}" for m, e in translated.items() if m and (what := check_entry(m, *e))]
problems += re.findall(r"^#~ msgid .*", po.read_text(encoding="utf-8"), re.M)
check_pages(root, problems)
compiled = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(po)], capture_output=True, text=True)
problems += [line for line in compiled.stderr.splitlines() if line] or ["msgfmt failed"] * (compiled.returncode != 0)
print("\n".join(problems) or f"{len(sources)} strings, all translated")
sys.exit(1 if problems else 0)
