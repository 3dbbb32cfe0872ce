"""An exam from its definition to the result list: package, split key, room, stations, sealing, verification elsewhere."""
import hashlib
import json
import random
import re
import shutil
import stat
import struct
import subprocess
import time
import unittest
import zipfile
import zlib

import jsonschema

from canbo import ROOT, FolderCase, PATIENCE, environment, pdf_text, run, words
from exam_fixture import GUARDS, Exam, Room, definition, journal, qr_of, roster


def picture(width, height):
    """A PNG that no compression makes small."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + random.Random(y).randbytes(width * 3) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class PreparationTest(FolderCase):
    def desk(self, name):
        return self.folder / name

    def create(self, data, exam):
        return run("exam", "create", self.file("e.json", exam), data=data, json_too=True)

    def test_demo_exams_keep_the_schema_and_can_be_created(self):
        schema = json.loads((ROOT / "content/schema/exam.schema.json").read_text(encoding="utf-8"))
        for name in ("cong-chuc", "sat-hach"):
            file = ROOT / f"content/demo/exam/{name}.json"
            jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), schema)
            done = run("exam", "create", file, data=self.desk("demo-" + name), json_too=True)
            self.assertEqual(done.code, 0, done)
            done = run("exam", "roster", "import", ROOT / "content/demo/exam/danh-sach.csv", "--dry-run",
                       data=self.desk("demo-" + name), json_too=True)
            self.assertEqual((done.code, done.json["candidates"], done.json["issues"]), (0, 6, []), done)

    def test_problems_of_a_definition_are_all_named(self):
        exam = definition()
        exam["rules"]["late"] = "sometimes"
        exam["blueprint"][0]["count"] = 300
        exam["council"] = [{"name": "Một Người", "role": "secretary"}]
        done = self.create(self.desk("a"), exam)
        self.assert_refused(done, "invalid-input", "The exam cannot be created like this")
        self.assertEqual({where for _, _, where in done.errors()[:-1]}, {"rules.late", "council"})
        exam = definition()
        exam["blueprint"][0]["count"] = 300
        self.assertIn("blueprint[1]", str(self.create(self.desk("a"), exam).errors()))

    def test_a_list_is_tried_before_it_is_taken(self):
        data = self.desk("b")
        self.assertEqual(self.create(data, definition()).code, 0)
        text = roster(3) + "0004;00109;Thiếu Số;15/01/1990;p01\n0001;001090000099;Trùng Số;30/02/1990;p09\n"
        done = run("exam", "roster", "import", self.file("l.csv", text), "--dry-run", data=data, json_too=True)
        self.assertEqual(done.code, 1, done)
        self.assertFalse(done.json["imported"])
        self.assertEqual({issue["where"] for issue in done.json["issues"] if issue["severity"] == "error"},
                         {"row 5, column citizen", "row 6, column birth", "row 6"})
        self.assertNotIn("001090000099", done.out + done.err)  # numbers of persons are not told
        self.assert_refused(run("exam", "pack", "--output", self.folder / "x.pkg", data=data), "not-found")
        self.assertEqual(run("exam", "roster", "import", self.file("g.csv", roster(3)), data=data).code, 0)

    def test_a_workbook_is_read_like_a_text(self):
        data = self.desk("c")
        self.create(data, definition())
        cells = [["Số báo danh", "Số CCCD", "Họ và tên", "Ngày sinh"], ["0001", "1090000001", "Nguyễn Văn Thử", "32888"]]
        rows = "".join(f'<row r="{r + 1}">' + "".join(f'<c r="{chr(65 + c)}{r + 1}" t="inlineStr"><is><t>{v}</t></is></c>'
                                                      for c, v in enumerate(row)) + "</row>" for r, row in enumerate(cells))
        with zipfile.ZipFile(self.folder / "l.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?><worksheet><sheetData>{rows}</sheetData></worksheet>')
        done = run("exam", "roster", "import", self.folder / "l.xlsx", data=data, json_too=True)
        self.assertEqual((done.code, done.json["candidates"], done.json["issues"]), (0, 1, []), done)

    def test_photos_of_a_list_are_kept_sealed_and_stand_on_the_roster(self):
        exam = Exam(self.folder / "anh")
        photos, face = exam.folder / "anh", picture(240, 320)
        photos.mkdir()
        (photos / "0001.png").write_bytes(face)
        (photos / "0002.jpg").write_bytes(b"no picture")
        (photos / "9999.png").write_bytes(face)
        done = exam.run("exam", "roster", "import", exam.folder / "ds.csv", "--photos", photos, "--dry-run")
        self.assertEqual((done.code, {(i["severity"], i["where"]) for i in done.json["issues"]}),
                         (1, {("error", "0002.jpg"), ("warning", "9999.png")}), done)
        (photos / "0002.jpg").unlink()
        self.assertEqual(exam.must("exam", "roster", "import", exam.folder / "ds.csv", "--photos", photos)["photos"], 1)
        exam.must("exam", "key", "join", exam.shares[0], exam.shares[1])
        exam.must("exam", "pack", "--output", exam.package)
        for file in [exam.package, *exam.data.rglob("*")]:
            if file.is_file():
                self.assertNotIn(face[60:120], file.read_bytes(), file)
        pdf = exam.folder / "ds.pdf"
        exam.must("exam", "print", exam.package, "--form", "roster", "--output", pdf)
        drawn = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True, check=True).stdout
        self.assertEqual(len(drawn.splitlines()) - 2, 1, drawn)
        self.assertIn(hashlib.sha256(exam.package.read_bytes()).hexdigest(), words(pdf_text(pdf)))

    def test_nothing_of_persons_or_questions_stands_open_on_the_desk(self):
        exam = Exam(self.folder / "d")
        for file in [path for path in exam.folder.rglob("*") if path.is_file() and path.name not in ("exam.json", "ds.csv")]:
            content = file.read_bytes()
            for secret in (b"001090000001", "Thí Sinh Số".encode(), "mật khẩu".encode()):
                self.assertNotIn(secret, content, file)
        self.assertFalse((exam.data / "exams/thi-thu/exam.key").exists())  # it was split
        for share in exam.shares:
            self.assertEqual(stat.S_IMODE((exam.folder / share).stat().st_mode), 0o600)

    def test_two_parts_of_the_key_open_the_exam_and_one_does_not(self):
        exam = Exam(self.folder / "e")
        other = Exam(self.folder / "f")
        self.assert_refused(exam.run("exam", "key", "join", exam.shares[0]), "invalid-input",
                            "More parts are needed to join the key")
        self.assert_refused(exam.run("exam", "key", "join", exam.shares[0], other.shares[1]), "invalid-input")
        text = (exam.folder / exam.shares[1]).read_text()
        wrong = self.file("w.share", text.replace("canbo-share-1.thi-thu.", "canbo-share-1.thi-thv."))
        self.assert_refused(exam.run("exam", "key", "join", exam.shares[0], wrong), "digest-mismatch")
        exam.join()
        other.join()
        done = run("room", "open", exam.package, "--key", other.data / "exams/thi-thu/exam.key", data=self.desk("g"))
        self.assert_refused(done, "digest-mismatch")
        damaged = bytearray(exam.package.read_bytes())
        damaged[len(damaged) // 2] ^= 4
        done = run("room", "open", self.file("d.pkg", bytes(damaged)), "--key", exam.data / "exams/thi-thu/exam.key",
                   data=self.desk("g"))
        self.assert_refused(done, "digest-mismatch", "The file was changed after it was signed")


class RoomTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exam = Exam(cls.folder / "thi", candidates=5)
        cls.exam.join()
        cls.room = Room(cls.exam)
        cls.room.start()
        cls.addClassCleanup(lambda: cls.room.stop())

    def test_1_people_are_let_in_once(self):
        done = self.room.admit("0001", "--qr", qr_of("001090000001"))
        self.assertEqual((done.code, done.json["seat"], done.json["findings"]), (0, 1, ["qr-proves-nothing"]), done)
        self.assert_refused(self.room.admit("0002", "--qr", qr_of("001090000003")), "forbidden",
                            "The card belongs to another person than the candidate")
        self.assert_refused(self.room.admit("0002", "--manual", "Mất thẻ", "--by", "Phạm Giám Sát"), "forbidden",
                            "Two different invigilators identify a candidate by hand")
        self.assertEqual(self.room.admit("0002").code, 0)
        refused = self.room.run("refuse", "--candidate", "0003", "--reason", "Ảnh không giống người", *GUARDS[:2])
        self.assertEqual(refused.code, 0, refused)
        self.assertEqual(self.room.lines()["0003"]["state"], "rostered")
        self.assertEqual(self.room.run("refuse", "--candidate", "9999", "--reason", "Không có tên").code, 1)
        self.assertEqual(self.room.admit("0003").json["seat"], 3)
        for candidate in ("0001", "0002", "0003"):
            self.assert_refused(self.room.admit(candidate), "conflict", "This candidate was admitted before")
        self.assertEqual(self.room.admit("0004").code, 0)
        self.room.must("withdraw", "--candidate", "0004", "--reason", "Xin thôi", "--by", "Phạm Giám Sát")
        self.assert_refused(self.room.admit("0004"), "conflict", "This candidate was admitted before")
        self.assert_refused(self.room.admit("0099"), "not-found")
        self.assertEqual(run("room", "admit", "--candidate", "0001", data=self.exam.data).code, 2)

    def test_2_a_station_without_the_code_gets_nowhere(self):
        wrong = "-".join(["0000"] * 5)
        done = run("station", "simulate", "--server", self.room.url, "--code", wrong, "--patience", "1", data=self.exam.data)
        self.assertEqual(done.code, 3, done)  # the certificate is not the one of that code
        almost = self.room.code[:-4] + ("AAAA" if self.room.code[-4:] != "AAAA" else "BBBB")
        done = run("station", "simulate", "--server", self.room.url, "--code", almost, "--patience", "1", data=self.folder / "st",
                   json_too=True)
        self.assertIn("This is not the code of this room", done.json["stations"][0]["error"])
        self.assertEqual(run("room", "code", data=self.exam.data).out.strip(), self.room.code)

    def test_3_three_stations_work_while_the_room_is_killed(self):
        stations = subprocess.Popen(self.room.simulate(3, "--every", 150, "--patience", 30), stdout=subprocess.PIPE, text=True,
                                    env=environment())
        until = time.monotonic() + 30
        while self.room.lines()["0002"]["answered"] < 2:
            self.assertLess(time.monotonic(), until, self.room.lines())
        before = {n: line["deadline"] for n, line in self.room.lines().items() if line["deadline"]}
        self.room.kill()
        self.assertLess(self.room.start(), 5)
        after = {n: line["deadline"] for n, line in self.room.lines().items() if line["deadline"]}
        self.assertEqual({n: after[n] for n in before}, before)
        out, _ = stations.communicate(timeout=PATIENCE)
        report = json.loads(out)
        self.assertEqual((report["failed"], report["waiting"]), (0, 0), report)
        self.assertEqual([s["candidate"] for s in report["stations"]], ["0001", "0002", "0003"])
        self.assertTrue(all(s["receipt"].startswith("CANBOR1.") for s in report["stations"]))

    def test_4_what_invigilators_do_shows_on_the_board(self):
        self.room.must("note", "--candidate", "0002", "--category", "technical", "--text", "Chuột hỏng", "--by", "Phạm Giám Sát")
        self.assertEqual(self.room.lines()["0002"]["incidents"], 1)
        self.assertEqual(self.room.admit("0005").code, 0)
        self.assertEqual(self.room.must("move", "--candidate", "0005", "--seat", "6", "--reason", "Máy hỏng")["seat"], 6)
        self.assert_refused(self.room.run("seal", "--output", self.folder / "x.bundle"), "conflict",
                            "A candidate has not finished yet")
        self.room.must("stop", "--candidate", "0005", "--reason", "Bỏ phòng thi")
        self.assert_refused(self.room.run("pause", "--candidate", "0005", "--reason", "x"), "conflict")
        self.assert_refused(self.room.run("reopen", "--candidate", "0001", "--order", "1/QĐ", "--by", "Ai Đó", "--reason", "x"),
                            "forbidden")

    def test_5_the_sealed_room_proves_itself_on_another_machine(self):
        type(self).bundle = self.folder / "room.bundle"
        self.room.must("seal", "--output", self.bundle, "--by", "Phạm Giám Sát")
        elsewhere = self.folder / "elsewhere"
        key = ["--key", self.exam.data / "exams/thi-thu/exam.key", "--packer", self.exam.data / "exams/thi-thu/packer.pub"]
        done = run("exam", "verify", self.bundle, *key, data=elsewhere, json_too=True)
        self.assertEqual((done.code, done.json), (0, {"valid": True, "findings": []}), done)
        done = run("exam", "verify", self.bundle, data=elsewhere, json_too=True)
        self.assertEqual(done.json["valid"], True)
        self.assertEqual({f["code"] for f in done.json["findings"]}, {"packer-unknown", "inside-unread"})
        whole, chance = self.bundle.read_bytes(), random.Random(6)
        for _ in range(25):
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            done = run("exam", "verify", self.file("c.bundle", bytes(changed)), *key, data=elsewhere, json_too=True)
            self.assertEqual((done.code, done.json["valid"]), (1, False))
        for secret in (b"001090000001", "Thí Sinh".encode(), b'"answer"'):
            self.assertNotIn(secret, whole)
        self.assert_refused(self.room.admit("0005"), "closed")

    def test_6_scores_papers_and_answers_come_out_of_the_bundle(self):
        shutil.copy(self.bundle, self.exam.data / "room.bundle")  # beside the desk's exams its key is found
        bundle = self.exam.data / "room.bundle"
        done = run("exam", "score", bundle, data=self.folder / "nobody", json_too=True)
        self.assertEqual(done.code, 0, done)
        results = {line["candidate"]: line for line in done.json["results"]}
        self.assertEqual([results[n]["outcome"] for n in ("0001", "0004", "0005")], ["submitted", "withdrawn", "stopped"])
        self.assertTrue(all(results[n]["answered"] > 0 for n in ("0001", "0002", "0003")))
        papers = {run("exam", "paper", bundle, "--candidate", "0002").out for _ in range(2)}
        self.assertEqual(len(papers), 1)
        self.assertEqual(len(json.loads(papers.pop())["items"]), 10)
        for number in (1, 2, 3):
            candidate, answers, told = journal(self.exam.data, number)
            kept = {a["sequence"]: (a["slot"], a["response"]) for a in
                    run("exam", "answers", bundle, "--candidate", candidate, json_too=True).json}
            self.assertEqual(kept, {s: answers[s] for s, word in told.items() if word in ("stored", "again")})

    def test_7_papers_are_printed(self):
        bundle = self.exam.data / "room.bundle"
        for source, form, more, text in ((self.exam.package, "roster", [], "Thí Sinh Số 1"), (self.exam.package, "pins", [], "PHIẾU SỐ ĐĂNG NHẬP"),
                                         (bundle, "minutes", [], "Kỹ thuật: Chuột hỏng"), (bundle, "results", [], "DANH SÁCH KẾT QUẢ"),
                                         (bundle, "receipt", ["--candidate", "0001"], "PHIẾU XÁC NHẬN NỘP BÀI")):
            pdf = self.folder / f"{form}.pdf"
            done = run("exam", "print", source, "--form", form, "--output", pdf, *more, data=self.exam.data)
            self.assertEqual(done.code, 0, done)
            self.assertIn(text, words(pdf_text(pdf)))
            first = pdf.read_bytes()
            run("exam", "print", source, "--form", form, "--output", pdf, *more, data=self.exam.data)
            self.assertEqual(pdf.read_bytes(), first)

    def test_8_an_incident_has_a_record_of_its_own_and_results_a_spreadsheet(self):
        bundle, pdf, xlsx = self.exam.data / "room.bundle", self.folder / "i.pdf", self.folder / "k.xlsx"
        listed = run("exam", "incidents", bundle, json_too=True).json["incidents"]
        event = next(one["event"] for one in listed if one["what"] == "Kỹ thuật: Chuột hỏng")
        done = run("exam", "print", bundle, "--form", "incident", "--event", event, "--output", pdf, data=self.exam.data)
        self.assertEqual(done.code, 0, done)
        text = words(pdf_text(pdf))
        for part in ("Kỹ thuật: Chuột hỏng", "Thí Sinh Số 2", hashlib.sha256(bundle.read_bytes()).hexdigest()):
            self.assertIn(part, text)
        self.assert_refused(run("exam", "print", bundle, "--form", "incident", "--event", "1", "--output", pdf, data=self.exam.data),
                            "not-found", "The room has no such incident")
        results = run("exam", "score", bundle, "--xlsx", xlsx, json_too=True).json["results"]
        with zipfile.ZipFile(xlsx) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        shown = re.search(r'<c r="E2" s="\d+"><v>([0-9.]+)</v>', sheet)  # a number, not a text
        self.assertAlmostEqual(float(shown[1]), results[0]["total"], places=3)

    def test_9_re_marking_stands_behind_the_seal(self):
        bundle, asked, answered = self.exam.data / "room.bundle", self.exam.data / "asked.bundle", self.exam.data / "answered.bundle"
        package = ["--package", self.exam.package]
        done = run("exam", "remark", "ask", bundle, "--candidate", "0002", "--reason", "Xem lại câu 1", *package, "--output", asked,
                   data=self.exam.data, json_too=True)
        self.assertEqual(done.code, 0, done)
        event = done.json["event"]
        verified = run("exam", "verify", asked, data=self.exam.data, json_too=True)
        self.assertEqual((verified.code, [f["code"] for f in verified.json["findings"]]), (0, ["remark-open"]), verified)
        answer = ["exam", "remark", "answer", asked, "--event", event, "--answer", "Câu 1 sai đề", "--mark", "1=1", *package, "--output",
                  answered]
        self.assert_refused(run(*answer, "--by", "Phạm Giám Sát", data=self.exam.data), "forbidden",
                            "Only the chairman of the council can decide this")
        self.assertEqual(run(*answer, "--by", "Nguyễn Chủ Trì", data=self.exam.data).code, 0)
        verified = run("exam", "verify", answered, data=self.exam.data, json_too=True)
        self.assertEqual((verified.code, verified.json), (0, {"valid": True, "findings": []}), verified)
        remarks = run("exam", "remark", "list", answered, data=self.exam.data, json_too=True).json["remarks"]
        self.assertEqual([(r["candidate"], r["answered_by"], r["marks"]) for r in remarks], [("0002", "Nguyễn Chủ Trì", {"1": 1})])
        self.assertEqual(run("exam", "print", answered, "--form", "minutes", "--output", self.folder / "m.pdf", data=self.exam.data).code, 0)


class TwoRoomsTest(FolderCase):
    def test_a_candidate_of_any_room_is_let_into_one(self):
        exam = Exam(self.folder / "thi", definition(rooms=2))
        (exam.folder / "ds.csv").write_text(roster(3, room=""), encoding="utf-8")
        exam.must("exam", "roster", "import", exam.folder / "ds.csv")
        exam.must("exam", "pack", "--output", exam.package, "--new-key")
        rooms = [Room(exam, name) for name in ("p01", "p02")]
        try:
            for room in rooms:
                room.start()
            self.assertEqual(rooms[0].admit("0001", "--room", "p01", "--manual", "Mất thẻ", *GUARDS).code, 0)
            done = rooms[1].admit("0001", "--room", "p02", "--manual", "Mất thẻ", *GUARDS)
            self.assert_refused(done, "conflict", "This candidate was admitted before", "p01")
            self.assert_refused(rooms[0].admit("0002"), "invalid-input")  # which room?
        finally:
            for room in rooms:
                room.stop()


if __name__ == "__main__":
    unittest.main()
