"""An exam by the office: package to the rooms' desks, the key at its time, sealed rooms back, one list, two accounts of the
council who decide, and each candidate's own result with what proves it."""
import datetime
import hashlib
import json
import re
import subprocess
import time
import unittest
import zipfile

import jsonschema

from canbo import BIN, PATIENCE, ROOT, OfficeCase, environment, pdf_text, run, words
from exam_fixture import GUARDS, definition, journal


def in_seconds(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


ROSTER = """Số báo danh;Số CCCD;Họ và tên;Ngày sinh;Phòng thi;Tài khoản
0001;001090000001;Thí Sinh Một;15/01/1990;p01;ts.mot
0002;001090000002;Thí Sinh Hai;16/01/1990;p01;
0003;001090000003;Thí Sinh Ba;17/01/1990;p02;ts.ba
0004;001090000004;Thí Sinh Bốn;18/01/1990;p02;ts.bon
"""


class HeldRoom:
    """A room on an invigilator's desk, opened with what the office sent."""

    def __init__(self, desk, name):
        self.desk, self.name, self.process = desk, name, None

    def start(self):
        self.process = subprocess.Popen(
            [BIN / "canboctl", "room", "open", self.desk.folder / "exams/thi-thu/package.pkg", "--room", self.name, "--listen",
             "127.0.0.1:0", "--data", self.desk.folder, "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment())
        told = json.loads(self.process.stdout.readline())
        self.url, self.code = told["url"], told["code"]

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            self.process.stdout.close()
            self.process = None

    def admit(self, candidate):
        return self.desk.json("room", "admit", "--candidate", candidate, "--manual", "Thẻ hỏng", *GUARDS)

    def work(self, count):
        done = subprocess.run([BIN / "canboctl", "station", "simulate", "--server", self.url, "--code", self.code, "--count",
                               str(count), "--seed", "7", "--every", "60", "--patience", "40", "--data", self.desk.folder, "--json"],
                              capture_output=True, text=True, timeout=120, env=environment())
        report = json.loads(done.stdout)
        assert (report["failed"], report["waiting"]) == (0, 0), report
        return report


class ExamOfficeTest(OfficeCase):
    clock = None  # the room's stations go by the real one
    people = {"tk.hoidong": ("council", None), "ct.hoidong": ("council", None), "gt.mot": ("invigilator", None),
              "gt.hai": ("invigilator", None), "ts.mot": ("learner", "SYT"), "ts.ba": ("learner", "SYT"),
              "ts.bon": ("learner", "SYT"), "pb.syt": ("focal", "SYT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secretary, cls.chairman = cls.desks["tk.hoidong"], cls.desks["ct.hoidong"]
        cls.guards = [cls.desks["gt.mot"], cls.desks["gt.hai"]]
        cls.rooms = [HeldRoom(desk, name) for desk, name in zip(cls.guards, ("p01", "p02"))]
        for room in cls.rooms:
            cls.addClassCleanup(room.stop)

    def test_01_the_council_sets_the_exam_up_and_publishes_it(self):
        exam = definition(seats=3, rooms=2, minutes=20, questions=6)
        exam["window"]["from"], type(self).opens = in_seconds(40), in_seconds(14)
        self.secretary.json("exam", "create", self.file("e.json", exam))
        done = self.secretary.json("exam", "roster", "import", self.file("ds.csv", ROSTER))
        self.assertEqual((done["candidates"], done["issues"]), (4, []))
        type(self).package = self.folder / "thi.pkg"
        self.secretary.json("exam", "pack", "--output", self.package)
        type(self).parts = self.secretary.json("exam", "key", "split", "--output", self.folder / "manh")["shares"]
        again = ("exam", "pack", "--output", self.folder / "lai.pkg")
        self.assert_refused(self.secretary.run(*again), "conflict",
                            "The exam's key is not here any more: join it, or draw a new one (--new-key)")
        stranger = self.desks["pb.syt"].run("exam", "publish", self.package)
        self.assertNotEqual(stranger.code, 0)
        late = {**exam, "minutes": 25}
        self.secretary.json("exam", "create", self.file("e2.json", late))
        self.assert_refused(self.secretary.run("exam", "publish", self.package), "conflict",
                            "The exam or its list was saved again after it was packed: pack it again")
        aloud = self.secretary.run("exam", "publish", self.package, "--as-packed")
        self.assertEqual(aloud.code, 0, aloud)
        self.assertIn("warning: conflict: The exam or its list was saved again", aloud.err)
        self.secretary.json("exam", "create", self.folder / "e.json")
        self.secretary.json("exam", "publish", self.package, "--opens", self.opens)
        self.secretary.json("exam", "key", "deposit", self.parts[0], self.parts[1])
        listed = self.secretary.json("exam", "list")["exams"]
        self.assertEqual([(e["exam"], e["rooms"], e["sealed"], e["released"]) for e in listed], [("thi-thu", 2, [], False)])

    def test_02_the_package_comes_to_the_rooms_and_to_nobody_else(self):
        for desk in [*self.guards, self.chairman]:
            files = desk.json("exam", "fetch")["files"]
            self.assertEqual([(f["exam"], f["room"]) for f in files], [("thi-thu", "")])
            self.assertEqual((desk.folder / "exams/thi-thu/package.pkg").read_bytes(), self.package.read_bytes())
            self.assertEqual(desk.json("exam", "fetch")["files"], [])
        for other in ("ts.mot", "pb.syt"):
            self.assertEqual(self.desks[other].json("exam", "fetch")["files"], [])
            self.assertEqual(self.desks[other].json("exam", "list")["exams"], [])

    def test_03_a_fetch_that_broke_off_goes_on_with_the_next_piece(self):
        package, desk = self.guards[0].folder / "exams/thi-thu/package.pkg", self.guards[0]
        content = package.read_bytes()
        package.write_bytes(content[:-1])  # not whole any more
        fetched = desk.json("exam", "fetch")["files"]
        self.assertEqual(len(fetched), 1)
        self.assertEqual(package.read_bytes(), content)
        self.assertEqual(list((desk.folder / "exams").glob(".pieces/*")), [])

    def test_04_the_office_gives_its_parts_of_the_key_at_their_time(self):
        early = self.guards[0].run("exam", "key", "fetch")
        if datetime.datetime.now(datetime.timezone.utc) < datetime.datetime.fromisoformat(self.opens):
            self.assert_refused(early, "closed", "The office gives the exam's key only when its time has come")
        forbidden = self.desks["pb.syt"].run("exam", "key", "fetch", "--exam", "thi-thu")
        self.assertIn(forbidden.errors()[-1][0], ("forbidden", "not-found"))
        status, _, _ = self.office.request("GET", "/api/v1/exams/thi-thu/key-parts", token=self.office.token("pb.syt"))
        self.assertEqual(status, 403)
        while datetime.datetime.now(datetime.timezone.utc) < datetime.datetime.fromisoformat(self.opens):
            time.sleep(0.3)
        for desk in [*self.guards, self.chairman]:
            self.assertTrue(desk.json("exam", "key", "fetch")["output"].endswith("exam.key"))
        self.secretary.json("exam", "key", "join", self.parts[0], self.parts[2])
        _, _, audit = self.office.request("GET", "/api/v1/audit", token=self.office.token("quan.tri"))
        given = [event["actor"] for event in json.loads(audit)["events"] if event["action"] == "exam.key-given"]
        twice = ["gt.mot"] if early.code == 0 else []  # a slow machine: its time had come already
        self.assertEqual(sorted(given), ["ct.hoidong", "gt.hai", "gt.mot", *twice])

    def test_05_nobody_reads_the_parts_out_of_the_ledger(self):
        share = (self.folder / "manh" / "thi-thu-1.share").read_text().strip().encode()
        for file in [*self.office.folder.rglob("*"), *(f for d in self.desks.values() for f in d.folder.rglob("*"))]:
            if file.is_file():
                self.assertNotIn(share, file.read_bytes(), file)

    def test_06_both_rooms_are_held(self):
        for room, candidates in zip(self.rooms, (("0001", "0002"), ("0003",))):
            room.start()
            for candidate in candidates:
                room.admit(candidate)
        for room, count in zip(self.rooms, (2, 1)):
            room.work(count)

    def test_07_a_sealed_room_goes_up_when_the_line_is_there(self):
        first, second = self.guards
        type(self).bundles = [self.folder / "p01.bundle", self.folder / "p02.bundle"]
        for room, desk, bundle in zip(self.rooms, self.guards, self.bundles):
            desk.json("room", "seal", "--output", bundle, "--by", "Phạm Giám Sát")
        self.office.stop()
        waiting = first.run("exam", "send", self.bundles[0])
        self.assertEqual(waiting.code, 0, waiting)
        self.assertIn("it waits in the outbox", waiting.err)
        self.office.start()
        self.assertEqual(first.sync()["sent"], 1)
        damaged = bytearray(self.bundles[0].read_bytes())
        damaged[-5] ^= 1
        self.assert_refused(second.run("exam", "send", self.file("x.bundle", bytes(damaged))), "digest-mismatch",
                            "The bundle is not what the room sealed")
        rooms = self.secretary.json("exam", "collect")["files"]
        self.assertEqual([f["room"] for f in rooms if f["room"]], ["p01"])
        done = self.secretary.json("exam", "consolidate")
        self.assertEqual((done["complete"], [f["code"] for f in done["findings"]]), (False, ["room-missing"]))
        self.assert_refused(self.secretary.run("exam", "release", "--number", "12"), "conflict",
                            "Rooms are missing, or the rooms contradict each other")

    def test_08_what_came_on_a_stick_is_collected_as_well(self):
        files = self.secretary.json("exam", "collect", "--from", self.bundles[1])["files"]
        self.assertEqual([f["room"] for f in files], ["p02"])
        listed = self.secretary.json("exam", "list")["exams"][0]
        self.assertEqual({r["room"]: r["sent_by"] for r in listed["sealed"]}, {"p01": "gt.mot", "p02": "tk.hoidong"})

    def test_09_the_rooms_become_one_list(self):
        pdf, xlsx = self.folder / "ket-qua.pdf", self.folder / "ket-qua.xlsx"
        done = self.secretary.json("exam", "consolidate", "--output", pdf, "--xlsx", xlsx)
        jsonschema.validate(done, json.loads((ROOT / "content/schema/exam-results.schema.json").read_text(encoding="utf-8")))
        before = xlsx.read_bytes()
        self.assert_refused(self.secretary.run("exam", "consolidate", "--xlsx", xlsx), "conflict",
                            "There is a file of this name already; it was not replaced")
        self.assertEqual(xlsx.read_bytes(), before)
        self.secretary.json("exam", "consolidate", "--xlsx", xlsx, "--replace")
        self.assertTrue(done["complete"], done["findings"])
        self.assertEqual([(r["candidate"], r["room"], r["outcome"]) for r in done["results"]],
                         [("0001", "p01", "submitted"), ("0002", "p01", "submitted"), ("0003", "p02", "submitted"),
                          ("0004", "p02", "absent")])
        self.assertGreater(len(done["items"]), 5)
        self.assertTrue(all(i["attempts"] >= 1 and i["facility"] is not None for i in done["items"]))
        text = words(pdf_text(pdf))
        for part in ("Thí Sinh Một", "Vắng mặt", "Phòng 2"):
            self.assertIn(part, text)
        self.assertIn(done["digest"], text)
        with zipfile.ZipFile(xlsx) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        total = next(r["total"] for r in done["results"] if r["candidate"] == "0001")
        shown = re.search(r'<c r="E2" s="\d+"><v>([0-9.]+)</v>', sheet)  # a number, not a text
        self.assertAlmostEqual(float(shown[1]), total, places=3)
        type(self).digest = done["digest"]

    def test_10_two_accounts_of_the_council_decide(self):
        self.assert_refused(self.secretary.run("exam", "release", "--confirm"), "not-found")
        self.secretary.json("exam", "release", "--number", "12")
        self.assert_refused(self.secretary.run("exam", "release", "--confirm"), "forbidden",
                            "Another account of the council confirms than the one that proposed")
        self.assertEqual(self.desks["ts.mot"].json("exam", "result", "--mine")["results"], [])
        self.chairman.json("exam", "collect")
        self.assertNotEqual(self.guards[0].run("exam", "release", "--confirm").code, 0)
        decision = self.folder / "quyet-dinh.pdf"
        self.chairman.json("exam", "release", "--confirm", "--output", decision)
        text = words(pdf_text(decision))
        for part in ("QUYẾT ĐỊNH", "tk.hoidong", "ct.hoidong", "4 thí sinh"):
            self.assertIn(part, text)
        self.assertIn(self.digest, text.replace(" ", ""))
        self.assert_refused(self.secretary.run("exam", "release", "--number", "13"), "conflict",
                            "The results of this exam are released already")
        self.assertTrue(self.chairman.json("exam", "list")["exams"][0]["released"])

    def test_11_each_candidate_gets_the_own_result_with_the_evidence_and_no_other(self):
        mine = self.desks["ts.mot"].json("exam", "result", "--mine")["results"]
        self.assertEqual([(r["line"]["candidate"], r["valid"], r["digest"]) for r in mine], [("0001", True, self.digest)])
        _, answers, told = journal(self.guards[0].folder, 1)
        kept = {a["sequence"]: a["response"] for a in mine[0]["answers"]}
        self.assertEqual(kept, {s: answers[s][1] for s, word in told.items() if word in ("stored", "again")})
        absent = self.desks["ts.bon"].json("exam", "result", "--mine")["results"]
        self.assertEqual([(r["line"]["candidate"], r["line"]["outcome"], r["answers"]) for r in absent], [("0004", "absent", [])])
        self.assertEqual(self.desks["pb.syt"].json("exam", "result", "--mine")["results"], [])

    def test_12_a_candidate_asks_for_re_marking_and_gets_the_new_result(self):
        candidate = self.desks["ts.mot"]
        candidate.json("exam", "remark", "request", "--exam", "thi-thu", "--reason", "Câu 1 chấm chưa đúng")
        self.assert_refused(candidate.run("exam", "remark", "request", "--exam", "thi-thu", "--reason", "Lần nữa"), "conflict")
        self.assert_refused(self.desks["pb.syt"].run("exam", "remark", "request", "--exam", "thi-thu", "--reason", "x"), "not-found")
        self.secretary.sync()
        wanted = self.secretary.json("exam", "remark", "requests", "--exam", "thi-thu")["requests"]
        self.assertEqual([(r["candidate"], r["reason"]) for r in wanted], [("0001", "Câu 1 chấm chưa đúng")])
        self.assertEqual(self.desks["ts.ba"].json("exam", "remark", "requests", "--exam", "thi-thu")["requests"], [])
        bundle, asked, answered = (self.secretary.folder / "exams/thi-thu/bundles/p01.bundle", self.folder / "hoi.bundle",
                                   self.folder / "dap.bundle")
        event = self.secretary.json("exam", "remark", "ask", bundle, "--candidate", "0001", "--reason", wanted[0]["reason"], "--output",
                                    asked)["event"]
        self.secretary.json("exam", "remark", "answer", asked, "--event", event, "--by", "Nguyễn Chủ Trì", "--answer", "Câu 1 sai đề",
                            "--mark", "1=0.25", "--output", answered)
        self.assert_refused(self.guards[0].run("exam", "send", answered), "conflict", "Another bundle of this room came before")
        others = self.chairman.folder / "exams/thi-thu/bundles/p01.bundle"
        stale, again = self.folder / "cu.bundle", self.folder / "moi.bundle"
        self.chairman.json("exam", "remark", "ask", others, "--candidate", "0002", "--reason", "Câu 2", "--output", stale)
        self.secretary.json("exam", "send", answered)
        self.chairman.sync()  # it has heard of the answer, and works on with what it had
        self.assert_refused(self.chairman.run("exam", "send", stale), "conflict",
                            "The council added something to this room meanwhile: collect first")
        self.chairman.json("exam", "collect")
        self.assert_refused(self.chairman.run("exam", "send", stale), "conflict",
                            "This bundle lacks what the council added to the room before")
        event = self.chairman.json("exam", "remark", "ask", others, "--candidate", "0002", "--reason", "Câu 2", "--output",
                                   asked)["event"]
        self.chairman.json("exam", "remark", "answer", asked, "--event", event, "--by", "Nguyễn Chủ Trì", "--answer", "Giữ nguyên",
                           "--output", again)
        self.chairman.json("exam", "send", again)
        for desk, more in ((self.secretary, ["--number", "13"]), (self.chairman, ["--confirm"])):
            desk.json("exam", "collect")
            desk.json("exam", "release", *more)
        mine = candidate.json("exam", "result", "--mine")["results"]
        self.assertEqual([(r["line"]["marks"][0], r["valid"]) for r in mine], [(0.25, True)])
        remarks = self.secretary.json("exam", "remark", "list", bundle)["remarks"]
        self.assertEqual([(r["candidate"], r["answered"] is not None) for r in remarks], [("0001", True), ("0002", True)])

    def test_13_a_released_exam_is_archived_and_every_paper_comes_out_of_the_archive_byte_for_byte(self):
        own = self.secretary.folder / "exams/thi-thu"
        bundles = {room: own / "bundles" / f"{room}.bundle" for room in ("p01", "p02")}
        before = {}

        def printed(name, *command):
            file = self.folder / f"{name}.out"
            self.assertEqual(self.secretary.run(*command, "--output", file).code, 0, name)
            return file.read_bytes()

        incidents = self.secretary.json("exam", "incidents", bundles["p01"])["incidents"]
        event = str(incidents[0]["event"] if incidents else 0)
        wanted = {"roster": ("exam", "print", own / "package.pkg", "--form", "roster"),
                  "pins": ("exam", "print", own / "package.pkg", "--form", "pins"),
                  "minutes": ("exam", "print", bundles["p01"], "--form", "minutes"),
                  "results": ("exam", "print", bundles["p01"], "--form", "results"),
                  "receipt": ("exam", "print", bundles["p01"], "--form", "receipt", "--candidate", "0002"),
                  "incident": ("exam", "print", bundles["p01"], "--form", "incident", "--event", event),
                  "paper": ("exam", "paper", bundles["p01"], "--candidate", "0001")}
        if not incidents:
            del wanted["incident"]
        for name, command in wanted.items():
            before[name] = printed(name, *command)
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date().isoformat()
        before["result-list"] = printed("list", "exam", "consolidate", "--date", today)
        archive, key = self.folder / "thi-thu.canboexam", self.folder / "khoa.key"
        key.write_bytes((own / "exam.key").read_bytes())
        key.chmod(0o600)
        self.assert_refused(self.secretary.run("exam", "archive", "clear"), "not-found", "This exam was not archived on this desk")
        archive.write_bytes(b"another's")
        make = ("exam", "archive", "make", "--output", archive, "--keep-years", "5", "--clear")
        self.assert_refused(self.secretary.run(*make), "conflict", "There is a file of this name already; it was not replaced")
        self.assertEqual(archive.read_bytes(), b"another's")
        staged, piece = self.secretary.folder / "exams/.pieces", hashlib.sha256(bundles["p01"].read_bytes()[:1048576]).hexdigest()
        staged.mkdir(exist_ok=True)
        for name in (piece, "f" * 64):  # of this exam's files, and of another's
            (staged / name).write_bytes(b"x")
        made = self.secretary.json(*make, "--replace")
        self.assertEqual([path.name for path in staged.iterdir()], ["f" * 64])
        self.assertGreater(made["stays"]["entries"], 5)  # two packages, rooms, decisions, results: the record only grows
        self.assertGreater(made["stays"]["pieces"], 1)
        self.assertEqual(made["keep_until"][:4], str(datetime.date.today().year + 5))
        self.assertEqual([path.name for path in own.iterdir()], ["archive.json"])  # nobody's data is left on this desk
        head = archive.read_bytes().split(b"\n")[1]
        for secret in (b"001090000001", "Thí Sinh Một".encode()):
            self.assertNotIn(secret, archive.read_bytes())
        self.assertIn(b"keep_until", head)
        elsewhere = ["--key", key, "--data", self.folder / "kho"]
        done = run("exam", "archive", "verify", archive, *elsewhere, json_too=True)
        self.assertEqual((done.code, done.json["valid"], [f["code"] for f in done.json["findings"]]), (0, True, ["signer-unknown"]), done)
        jsonschema.validate(done.json["head"], json.loads((ROOT / "content/schema/exam-archive.schema.json").read_text(encoding="utf-8")))
        for name, content in before.items():
            more = {"receipt": ["--candidate", "0002"], "paper": ["--candidate", "0001"], "incident": ["--event", event]}.get(name, [])
            out = self.folder / "lai.out"
            done = run("exam", "archive", "print", archive, "--form", name, "--output", out, *more, *elsewhere)
            self.assertEqual(done.code, 0, done)
            self.assertEqual(out.read_bytes(), content, name)
        for name in ("decision", "xlsx"):
            self.assertEqual(run("exam", "archive", "print", archive, "--form", name, "--output", self.folder / "q.out", *elsewhere).code, 0)
        damaged = bytearray(archive.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        done = run("exam", "archive", "verify", self.file("hong.canboexam", bytes(damaged)), *elsewhere, json_too=True)
        self.assertEqual((done.code, done.json["valid"]), (1, False))

    def test_14_marks_and_numbers_of_persons_stand_nowhere_in_the_open(self):
        for file in [*self.office.folder.rglob("*"), *(f for d in self.desks.values() for f in d.folder.rglob("*"))]:
            if file.is_file():
                content = file.read_bytes()
                for secret in (b"001090000001", "Thí Sinh Một".encode(), b'"percent"'):
                    self.assertNotIn(secret, content, file)


if __name__ == "__main__":
    unittest.main()
