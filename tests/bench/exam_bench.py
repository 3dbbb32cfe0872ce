"""An exam's room under load: simulated stations that answer every two seconds. Prints one line of JSON.

CANBO_BENCH_STATIONS (200), CANBO_BENCH_SECONDS (60).
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import environment  # noqa: E402
from exam_fixture import Exam, Room, definition  # noqa: E402

STATIONS = int(os.environ.get("CANBO_BENCH_STATIONS", "200"))
SECONDS = int(os.environ.get("CANBO_BENCH_SECONDS", "60"))
EVERY = 2  # seconds


def resident(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1000


def main():
    with tempfile.TemporaryDirectory(prefix="canbo-bench-") as folder:
        exam = Exam(pathlib.Path(folder) / "thi", definition(seats=STATIONS, minutes=120, questions=max(10, SECONDS // 3)),
                    candidates=STATIONS)
        exam.join()
        room = Room(exam)
        room.start()
        try:
            for number in range(1, STATIONS + 1):
                done = room.admit(f"{number:04}")
                assert done.code == 0, done
            stations = subprocess.Popen(room.simulate(STATIONS, "--every", EVERY * 1000, data=room.data), stdout=subprocess.PIPE,
                                        text=True, env=environment())
            boards, oldest, end = [], [], time.monotonic() + SECONDS
            while time.monotonic() < end and stations.poll() is None:
                begin = time.monotonic()
                lines = room.must("status")["lines"]
                boards.append((time.monotonic() - begin) * 1000)
                oldest += [line["contact_age_ms"] for line in lines if line["state"] == "running"]
                time.sleep(0.5)
            out, _ = stations.communicate(timeout=600)
            report = json.loads(out)
            print(json.dumps({"stations": STATIONS, "answers": report["kept"], "failed": report["failed"],
                              "ack_p50_ms": round(report["p50_ms"], 1), "ack_p99_ms": round(report["p99_ms"], 1),
                              "board_p50_ms": round(statistics.median(boards)), "board_max_ms": round(max(boards)),
                              "contact_age_p99_ms": sorted(oldest)[int(len(oldest) * 0.99)] if oldest else None,
                              "room_mb": round(resident(room.process))}))
        finally:
            room.stop()


main()
