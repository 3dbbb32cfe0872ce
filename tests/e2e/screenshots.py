"""Pictures of every workspace in both languages, light and dark, to be looked at by a person.

    python3 tests/e2e/screenshots.py [--output build/screenshots] [--only WORD]
    python3 tests/e2e/screenshots.py --council [--output …] [--only WORD]
    tests/e2e/with_reader.sh python3 tests/e2e/screenshots.py --cards|--exams [--output …] [--only WORD]

The second makes the pictures of Exams and My exam results; the third those of Check a card, or of Exam room, with cards on
a virtual reader.

The real program under Xvfb on the sample data that ships with it; nothing of the machine's desktop is touched. Needs a
build (build/release, or $CANBO_BIN), Debian's python3 and imagemagick.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import canbo  # noqa: F401  the paths of programs
from screen import Screen, Window

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Who looks at what: role -> places. A place is what --open takes.
PLACES = {
    "focal": ["progress", "log", "progress/model/6", "progress/plan/6", "reporting", "outbox",
              "learning/an-toan-thong-tin/03-thu-lua-dao", "certificates", "bulletins"],
    "leader": ["progress", "reporting"],
    "office": ["office/inbox", "office/completeness", "office/consolidation", "office/periods", "office/gates",
               "office/overview", "identity", "training-office/assignments", "training-office/published",
               "training-office/questions", "training-office/risk", "completion"],
    "admin": ["office/accounts", "office/agencies", "office/audit"],
}
LOOKS = [(language, theme) for language in ("vi", "en") for theme in ("light", "dark")]


def picture(path):
    subprocess.run(["import", "-window", "root", path], check=True)


def settle(window, seconds=2.5):
    """Until papers and charts are drawn: nothing tells from outside, so it waits."""
    time.sleep(seconds)
    assert window.process.poll() is None, "canbo ended"


def dress(folder, language, theme):
    """The settings a person would choose."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "desktop.json").write_text(f'{{"language": "{language}", "theme": "{theme}"}}')


def first_run(screen, folder, role, shots):
    """Through the first run as that role into the sample; pictures of its pages for the first."""
    window = Window(screen, folder, None)
    for step, wanted in (("job", "start.next"), ("office", "start.sample"), ("people", "start.people")):
        window.by_id(wanted)
        if shots:
            time.sleep(0.7)
            picture(f"{shots}-start-{step}.png")
        if step == "job":
            window.press(f"start.job.{role}")
        elif step == "office":
            window.press("start.sample")
        if step != "people":
            window.press("start.next")
    window.press("start.log-in")
    window.by_id("side.mark")
    settle(window)
    return window


def form(window, shots):
    """The report form, which no place leads to."""
    window.press("side.reporting")
    window.press("reporting.new_week")
    window.by_id("report_form.summary")
    settle(window, 1.5)
    picture(f"{shots}-report-form.png")


def cards(screen, work, output, only):
    """Check a card from no service to a refused card; what stands on the reader changes under the window."""
    from card_reader_test import Card, ReaderCase
    for language, theme in (("vi", "light"), ("en", "dark")):
        shots = output / f"{language}-{theme}-card"
        if only not in shots.name:
            continue
        dress(work / shots.name, language, theme)
        first_run(screen, work / shots.name, "office", None).kill()
        window = Window(screen, work / shots.name, None, "--open", "identity")
        window.by_id("identity.entry")
        desk = work / shots.name / "sample" / "desk"

        def shot(name, wait=1.5):
            settle(window, wait)
            picture(f"{shots}-{name}.png")

        def read(card, text):
            window.type("identity.entry", text)
            window.press("identity.read")

        shot("no-service")
        ReaderCase.setUpClass()
        try:
            shot("waiting", 2.5)
            root = work / "root.cer"
            card = Card("--root", root)
            shot("card-laid-on")
            read(card, card.about["qr"])
            shot("consistent", 2.5)
            # the root that the administrators of a real desk would admit by two accounts
            subprocess.run([canbo.BIN / "canboctl", "cccd", "trust", "import", root, "--yes", "--data", work / "trust"],
                           check=True, capture_output=True)
            shutil.copy(work / "trust" / "cccd-trust.json", desk)
            read(card, card.about["qr"].replace("Thử", "Giả"))
            shot("does-not-fit", 2.5)
            read(card, card.about["qr"])
            shot("genuine", 2.5)
            card.close()
            card = Card("--fault", "clone")
            read(card, card.about["can"])
            shot("refused", 2.5)
            card.close()
            window.press("identity.clear")
            read(None, card.about["qr"])
            shot("code-only")
            window.press("identity.clear")
            card = Card("--fault", "slow")
            read(card, card.about["can"])
            shot("reading")
            card.take_away()
            shot("card-lost")
            card.close()
        finally:
            ReaderCase.doClassCleanups()
            window.kill()


LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Thị Hoàng Bảo Trân Châu"
STATES = [("pause", "Mất điện"), ("stop", "Sử dụng tài liệu"), ("withdraw", "Sức khỏe")]


def exam_room(case, work, shots, language, theme):
    """An exam room from no room to its sealed bundle, with fifty seats of which some are in every state."""
    from exam_fixture import Exam, definition
    work.mkdir()
    case.work = work
    exam = Exam(work / "exam", definition(seats=50, minutes=40), 40, {3: LONG_NAME})
    dress(work / "desk-gt.mot", language, theme)
    window, folder = case.window()

    def shot(name, wait=1.5):
        settle(window, wait)
        picture(f"{shots}-{name}.png")

    window.by_id("exam.package")
    shot("no-room")
    for page in ("room", "check-in", "closing"):
        window.press(f"exam.page-{page}")
        shot(f"no-room-{page}")
    window.press("exam.page-open")
    window.type("exam.package", str(exam.package))
    window.press("exam.look")
    window.by_id("exam.share1")
    shot("key")
    window.type("exam.share1", str(exam.shares[0]))
    window.type("exam.share2", "canbo-share không đúng")
    window.press("exam.join")
    shot("wrong-key")
    window.type("exam.share2", str(exam.shares[2]))
    window.press("exam.join")
    window.by_id("exam.by")
    window.type("exam.by", "Phạm Giám Sát")
    shot("choose")
    window.press("exam.open")
    window.by_id("exam.code")
    code, url = window.by_id("exam.code").get_name(), window.by_id("exam.url").get_name()
    shot("open")
    window.press("exam.page-readiness")
    shot("readiness", 2.5)
    window.press("exam.page-check-in")
    shot("check-in")
    with case.card() as card:
        window.type("exam.entry", "0001")
        window.press("exam.find")
        window.by_id("exam.admit")
        shot("compare", 2.5)
        window.press("exam.admit")
        window.by_id("exam.print")
        shot("admitted", 2.5)
        window.press("exam.next")
        window.type("exam.entry", "0002")
        window.press("exam.find")
        shot("other-card", 2.5)
    window.press("exam.next")
    window.type("exam.entry", "001090000003|010000001|Ai Đó|15011990|Nam|Số 1 Phố Giả Định, Hà Nội|20052021")
    window.press("exam.find")
    shot("code-only")
    window.press("exam.by-hand")
    shot("by-hand")
    case.fill(window, second="Võ Coi Thi", reason="Thẻ hỏng")
    admit = [canbo.BIN / "canboctl", "room", "admit", "--manual", "Thẻ hỏng", "--by", "Phạm Giám Sát", "--by", "Võ Coi Thi",
             "--data", folder, "--candidate"]
    for number in [2, *range(4, 31)]:
        subprocess.run([*admit, f"{number:04}"], check=True, capture_output=True)
    stations = case.simulate(folder, url, code, 26, "--every", 4000, "--patience", 200)
    window.press("exam.page-room")
    time.sleep(12)
    order = [canbo.BIN / "canboctl", "room"]
    for seat, (what, why) in zip((4, 5, 6), STATES):
        subprocess.run([*order, what, "--candidate", f"{seat:04}", "--reason", why, "--by", "Phạm Giám Sát", "--data",
                        folder], check=True, capture_output=True)
    window.type("exam.search", "3")
    window.press("exam.search-go")
    window.press("exam.note")
    shot("note")
    case.fill(window, reason="Hai lần quay sang máy bên")
    shot("room")
    window.press("exam.whole-room")
    shot("whole-room")
    stations.kill()
    time.sleep(12)
    shot("silent")
    window.press("exam.page-closing")
    shot("unfinished", 2.5)
    for number in range(1, 31):
        subprocess.run([*order, "stop", "--candidate", f"{number:04}", "--reason", "Kết thúc", "--by", "Phạm Giám Sát",
                        "--data", folder], capture_output=True)
    window.type("exam.bundle", str(work / "room.bundle"))
    window.press("exam.seal")
    shot("seal")
    case.fill(window)
    window.by_id("exam.signed")
    shot("sealed", 4)
    window.kill()


def exams(work, output, only):
    from exam_window_test import ExamWindow
    ExamWindow.setUpClass()
    os.environ.pop("GTK_THEME")
    try:
        for language, theme in (("vi", "light"), ("en", "dark")):
            shots = output / f"{language}-{theme}-exam"
            if only in shots.name:
                case = ExamWindow()
                exam_room(case, work / shots.name, shots, language, theme)
                case.doCleanups()
    finally:
        ExamWindow.tearDownClass()
        ExamWindow.doClassCleanups()


def council(work, output, only):
    """Exams and My exam results: one exam that is released, with a request for re-marking, and one that is set up."""
    from council_screens import CouncilScreens
    CouncilScreens.setUpClass()
    os.environ.pop("GTK_THEME")
    try:
        case = CouncilScreens()
        case.hold_an_exam()
        for language, theme in (("vi", "light"), ("vi", "dark"), ("en", "light")):
            shots = output / f"{language}-{theme}-council"
            if only not in shots.name:
                continue
            for desk, places in case.places().items():
                dress(desk.folder, language, theme)
                for place in places:
                    window = case.open(desk, place)
                    window.by_id("side.person")
                    settle(window)
                    picture(f"{shots}-{place.split('/thi-')[0].replace('/', '-')}.png")
                    window.kill()
        case.doCleanups()
    finally:
        CouncilScreens.tearDownClass()
        CouncilScreens.doClassCleanups()


def drills(window, shots):
    """The mailbox before and after an answer, the lesson of a miss, and a scene."""
    window.press("drills.begin-mailbox")
    window.by_id("drills.certainty-certain")
    settle(window, 1.5)
    picture(f"{shots}-drills-message.png")
    for _ in range(4):  # one of the first is a trap
        window.press("drills.certainty-certain")
        window.press("drills.open")
        settle(window, 1.5)
        if window.look(lambda node: node.get_accessible_id() == "drills.lesson" and window.shows(node)):
            break
        window.press("drills.next")
        settle(window, 1)
    picture(f"{shots}-drills-answered.png")
    window.press("drills.lesson")
    settle(window, 1.5)
    picture(f"{shots}-drills-lesson.png")


def main():
    parser = argparse.ArgumentParser(description="Pictures of every workspace.")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--only", default="", help="only pictures whose name holds this (vi, dark, office, ...)")
    parser.add_argument("--cards", action="store_true", help="Check a card, under with_reader.sh")
    parser.add_argument("--exams", action="store_true", help="Exam room, under with_reader.sh")
    parser.add_argument("--council", action="store_true", help="Exams and My exam results")
    arguments = parser.parse_args()
    output = arguments.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="canbo-shots-"))
    if arguments.exams or arguments.council:
        (exams if arguments.exams else council)(work, output, arguments.only)
        shutil.rmtree(work, ignore_errors=True)
        return
    screen = Screen()
    os.environ.pop("GTK_THEME")  # it would hold the toolkit's own controls light whatever the program chooses
    count = 0
    try:
        if arguments.cards:
            cards(screen, work, output, arguments.only)
        for language, theme in () if arguments.cards else LOOKS:
            for role, places in PLACES.items():
                shots = output / f"{language}-{theme}-{role}"
                if arguments.only not in shots.name:
                    continue
                folder = work / shots.name
                dress(folder, language, theme)
                window = first_run(screen, folder, role, shots if role == "focal" else None)
                if role == "focal":
                    form(window, shots)
                window.kill()
                if role == "focal":
                    window = Window(screen, folder, None, "--open", "drills")
                    window.by_id("drills.begin-mailbox")
                    settle(window)
                    picture(f"{shots}-drills.png")
                    drills(window, shots)
                    window.kill()
                for place in places:
                    window = Window(screen, folder, None, "--open", place)
                    window.by_id("side.mark")
                    settle(window)
                    picture(f"{shots}-{place.replace('/', '-')}.png")
                    window.kill()
        count = len(list(output.glob("*.png")))
    finally:
        screen.close()
        shutil.rmtree(work, ignore_errors=True)
    print(f"{count} pictures in {output}")


if __name__ == "__main__":
    os.environ.pop("CANBO_CLOCK", None)
    sys.exit(main())
