"""Help is whole: a page for every place and for every error code, readable length, and no link leads nowhere.

usage: check_help.py ROOT [--words]

--words lists what stands in **bold** in the pages and is no sentence of content/locale/vi.po: button words that the
programme does not (yet) use. It is a help for writers; without it such words are no problem.
"""
import pathlib
import re
import sys
import unicodedata

PAGES = set("""index first-run login passphrase network-and-outbox progress-board model-page plan-registration my-reports
report-form attachments pdf-preview submit-and-revise conflicts inbox completeness period-locks consolidation overview agencies accounts
audit settings keyboard privacy own-data learning bulletins training-office diagnostics identity exam-room exams""".split())
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]*)\)")
WORDS = range(300, 901)
WIDTH = 120


def text_problems(text, raw):
    if not unicodedata.is_normalized("NFC", text):
        yield 1, "is not in NFC"
    if b"\r" in raw or b"\t" in raw or not raw.endswith(b"\n") or raw.startswith(b"\xef\xbb\xbf"):
        yield 1, "has a carriage return, a tab, a byte order mark or no last line feed"
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# ") or sum(line.startswith("# ") for line in lines) != 1:
        yield 1, "does not begin with its one title"
    for number, line in enumerate(lines, 1):
        if len(line) > WIDTH and " " in line.strip():
            yield number, f"the line has {len(line)} letters"
        if line != line.rstrip():
            yield number, "the line ends with a space"
        if line.count("**") % 2:
            yield number, "bold is opened and not closed on the line"


def link_problems(path, text, folder):
    for number, line in enumerate(text.splitlines(), 1):
        for target in LINK.findall(line):
            goal = (path.parent / target).resolve()
            if ":" in target or "#" in target or not target.endswith(".md"):
                yield number, f"the link {target} is not a page of the help"
            elif not goal.is_relative_to(folder) or not goal.is_file():
                yield number, f"the link {target} leads nowhere"


def error_codes(root):
    """The names of base::ErrorCode, as they stand in base/src/error.cpp."""
    source = (root / "modules/base/src/error.cpp").read_text(encoding="utf-8")
    return {name for name in re.findall(r'ErrorCode::\w+[^"\n]*"([a-z-]+)"', source)}


def reachable(folder, texts):
    """The pages a reader finds from the index by following links."""
    found, next_pages = set(), [folder / "index.md"]
    while next_pages:
        page = next_pages.pop()
        if page in found or page not in texts:
            continue
        found.add(page)
        next_pages += [(page.parent / target).resolve() for target in LINK.findall(texts[page])]
    return found


def problems_of(root):
    folder = (root / "content" / "help").resolve()
    paths = sorted(folder.rglob("*.md"))
    texts = {}
    for path in paths:
        name = path.relative_to(folder)
        raw = path.read_bytes()
        texts[path] = text = raw.decode("utf-8")
        for number, sentence in [*text_problems(text, raw), *link_problems(path, text, folder)]:
            yield f"content/help/{name}:{number}: {sentence}"
        words = len(text.split())
        if name.parent == pathlib.Path(".") and words not in WORDS:
            yield f"content/help/{name}:1: has {words} words, not {WORDS[0]} to {WORDS[-1]}"
    places = {path.stem for path in paths if path.parent == folder}
    yield from (f"content/help/{name}.md: does not exist" for name in sorted(PAGES - places))
    codes, pages = error_codes(root), {path.stem for path in paths if path.parent.name == "errors"}
    yield from (f"content/help/errors/{code}.md: does not exist" for code in sorted(codes - pages))
    yield from (f"content/help/errors/{page}.md: there is no such error code" for page in sorted(pages - codes))
    found = reachable(folder, texts)
    yield from (f"content/help/{path.relative_to(folder)}: no link leads to it" for path in paths if path not in found)
    if not codes:
        yield "modules/base/src/error.cpp: no error codes were found"


def strange_words(root):
    po = (root / "content/locale/vi.po").read_text(encoding="utf-8")
    known = {text.replace("\\\"", '"').rstrip(".:…") for text in re.findall(r'^msgstr(?:\[0\])? "(.*)"$', po, re.MULTILINE)}
    for path in sorted((root / "content" / "help").glob("*.md")):
        for word in re.findall(r"\*\*([^*]+)\*\*", path.read_text(encoding="utf-8")):
            if word.rstrip(".:?…") not in known:
                yield f"{path.name}: {word}"


root = pathlib.Path(sys.argv[1])
if "--words" in sys.argv[2:]:
    print("\n".join(sorted(set(strange_words(root)))))
    sys.exit(0)
problems = list(problems_of(root))
print("\n".join(problems) or "every page of the help is whole and every link leads somewhere")
sys.exit(1 if problems else 0)
