"""An exam on one desk: definition, list, package, key, and a room as a process that can be killed and started again."""
import datetime
import http.client
import json
import pathlib
import signal
import subprocess
import threading
import time

from canbo import BIN, PATIENCE, ROOT, environment, run

BANKS = {"an-toan": str(ROOT / "content/courses/an-toan-thong-tin/quiz"),
         "de-an-06": str(ROOT / "content/courses/de-an-06/quiz")}
GUARDS = ["--by", "Phạm Giám Sát", "--by", "Võ Coi Thi"]


def definition(seats=6, rooms=1, minutes=20, questions=10, **rules):
    """An exam that has just begun."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {"exam": "thi-thu", "title": "Kỳ thi thử nghiệm", "organiser": "HỘI ĐỒNG THI THỬ", "place": "Ví Dụ",
            "window": {"from": (now - datetime.timedelta(seconds=5)).isoformat(),
                       "to": (now + datetime.timedelta(hours=2)).isoformat()},
            "minutes": minutes,
            "rules": {"late": "fixed", "late_minutes": 60, "at_end": "score", **rules},
            "council": [{"name": "Nguyễn Chủ Trì", "role": "chairman"}, {"name": "Phạm Giám Sát", "role": "invigilator"}],
            "rooms": [{"room": f"p{n + 1:02}", "name": f"Phòng {n + 1}", "seats": seats} for n in range(rooms)],
            "blueprint": [{"bank": "an-toan", "count": questions // 2}, {"bank": "de-an-06", "count": questions - questions // 2}],
            "banks": BANKS}


def roster(count, room="p01", names=None):
    names = names or {}
    rows = ["Số báo danh;Số CCCD;Họ và tên;Ngày sinh;Phòng thi"]
    rows += [f"{n:04};{1090000000 + n:012};{names.get(n, f'Thí Sinh Số {n}')};15/01/1990;{room}" for n in range(1, count + 1)]
    return "\n".join(rows) + "\n"


def qr_of(number, name="Thí Sinh Số Một"):
    return f"{number}|010000001|{name}|15011990|Nam|Số 1 Phố Giả Định, Hà Nội|20052021"


class Exam:
    """A desk on which an exam was set up and packed."""

    def __init__(self, folder, exam=None, candidates=3, names=None):
        self.folder = pathlib.Path(folder)
        self.data, self.package, self.key = self.folder / "desk", self.folder / "thi.pkg", self.folder / "thi.key"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "exam.json").write_text(json.dumps(exam or definition()), encoding="utf-8")
        (self.folder / "ds.csv").write_text(roster(candidates, names=names), encoding="utf-8")
        self.must("exam", "create", self.folder / "exam.json")
        self.must("exam", "roster", "import", self.folder / "ds.csv")
        self.must("exam", "pack", "--output", self.package)
        self.shares = self.must("exam", "key", "split", "--output", self.folder / "manh")["shares"]

    def run(self, *arguments, **more):
        return run(*arguments, data=self.data, json_too=True, **more)

    def must(self, *arguments, **more):
        done = self.run(*arguments, **more)
        assert done.code == 0, done
        return done.json if done.out else None

    def join(self):
        return self.must("exam", "key", "join", self.shares[0], self.shares[2])


class Room:
    """canboctl room open as a process."""

    def __init__(self, exam, name="p01", data=None, listen="127.0.0.1:0", plain=False):
        self.exam, self.name, self.data = exam, name, data or exam.data
        self.listen, self.plain, self.process = listen, ["--plain"] if plain else [], None

    def start(self):
        """@returns the seconds until it listened"""
        begin = time.monotonic()
        self.process = subprocess.Popen(
            [BIN / "canboctl", "room", "open", self.exam.package, "--key", self.exam.data / "exams/thi-thu/exam.key",
             "--listen", self.listen, "--room", self.name, "--data", self.data, "--json", *self.plain],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("the room did not open: " + self.process.stderr.read())
        told = json.loads(line)
        self.url, self.code = told["url"], told["code"]
        self.listen = self.url.split("//")[1]
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        return time.monotonic() - begin

    def stop(self, with_signal=signal.SIGTERM):
        if self.process:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=PATIENCE)
            self.process.stdout.close()
            self.process = None

    def kill(self):
        self.stop(signal.SIGKILL)

    def run(self, *arguments, **more):
        return run("room", *arguments, data=self.data, json_too=True, **more)

    def must(self, *arguments):
        done = self.run(*arguments)
        assert done.code == 0, done
        return done.json if done.out else None

    def admit(self, candidate, *how):
        return self.run("admit", "--candidate", candidate, *(how or ["--manual", "Thẻ hỏng", *GUARDS]))

    def lines(self):
        return {line["candidate"]: line for line in self.must("status")["lines"]}

    def token(self):
        return json.loads((self.data / "exams/thi-thu/rooms" / self.name / "room.json").read_text())["token"]

    def ask(self, method, path, body=None, token=None, timeout=10):
        """One plain HTTP request. @returns (status, JSON)"""
        connection = http.client.HTTPConnection(self.listen, timeout=timeout)
        try:
            connection.request(method, "/api/v1/room/" + path, body=None if body is None else json.dumps(body),
                               headers={"Authorization": "Bearer " + (token or self.token())})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        finally:
            connection.close()

    def simulate(self, count, *more, data=None, seed=7):
        return [BIN / "canboctl", "station", "simulate", "--server", self.url, "--code", self.code, "--count", str(count),
                "--seed", str(seed), "--data", data or self.data, "--json", *map(str, more)]


def journal(folder, number):
    """(candidate, {sequence: (slot, response)}, {sequence: word}) of a station's last candidate."""
    candidate, answers, words = None, {}, {}
    for line in (pathlib.Path(folder) / "stations" / str(number) / "journal").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line[17:])
        if entry["kind"] == "candidate":
            candidate, answers, words = entry["candidate"], {}, {}
        elif entry["kind"] == "answer":
            answers[entry["sequence"]] = (entry["slot"], entry["response"])
        else:
            words[entry["sequence"]] = entry["word"]
    return candidate, answers, words
