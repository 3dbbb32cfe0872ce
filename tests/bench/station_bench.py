"""What canbo-station must reach over a paper of 60 questions, printed as a table.

    /usr/bin/python3 tests/bench/station_bench.py

The real program under Xvfb at a real room. The UI thread's pieces of work are measured by the program itself
($CANBO_UI_WATCH); the rest is seen from outside.
"""
import pathlib
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from exam_fixture import GUARDS, Exam, Room, definition  # noqa: E402
from screen import Screen  # noqa: E402
from station_window import StationWindow  # noqa: E402
from x_client import XClient  # noqa: E402

QUESTIONS = 60
RUNS = 5


def longest(watch):
    return max((float(line) for line in watch.read_text().split()), default=0.0)


def sign_in(window, keys, pin):
    window.wait_focus("station.pin")
    keys.type(pin)
    keys.key("Return")
    window.wait_focus("station.")


def main():
    work = pathlib.Path(tempfile.mkdtemp(prefix="canbo-bench-"))
    screen = Screen()
    keys = XClient()
    try:
        exam = Exam(work / "thi", definition(questions=QUESTIONS), candidates=2)
        exam.join()
        room = Room(exam)
        room.start()
        pin = room.admit("0001", "--seat", "1", "--manual", "Thẻ hỏng", *GUARDS).json["pin"]
        watch = work / "turns"
        at = ("--server", room.url, "--code", room.code, "--seat", 1)
        window = StationWindow(screen, work / "may-1", *at, CANBO_UI_WATCH=str(watch))
        sign_in(window, keys, pin)
        window.by_id("station.overview")
        rows = [("longest turn until the first question", f"{longest(watch):.0f} ms", "<= 50 ms")]
        keys.key("F4")
        time.sleep(4)
        rows.append((f"the same with all {QUESTIONS} questions as a list", f"{longest(watch):.0f} ms", "<= 50 ms"))
        keys.key("F3")
        window.by_id(f"station.tile-{QUESTIONS}")
        time.sleep(1)
        rows.append(("the same with the overview of them", f"{longest(watch):.0f} ms", "<= 50 ms"))
        times = []
        for _ in range(RUNS):
            window.kill()
            begin = time.monotonic()
            window = StationWindow(screen, work / "may-1", *at)
            window.by_id("station.overview")
            times.append(time.monotonic() - begin)
        rows.append((f"resume after kill -9, the slowest of {RUNS}", f"{max(times):.2f} s", "<= 5 s"))
        window.kill()
        room.stop()
        for what, measured, wanted in rows:
            print(f"| {what} | {measured} | {wanted} |")
    finally:
        keys.close()
        screen.close()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
