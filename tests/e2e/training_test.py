"""Learning over the office: what is assigned, what was done on which device, who has completed what, attempts proven."""
import json
import sqlite3
import unittest
import zipfile

from canbo import FRIDAY, OfficeCase, UUID, query, run
from course_fixture import course_files, write_course

COURSE, LESSONS = "khoa-mau", ("01-man-hinh", "02-ban-giay")
LATER = "2024-03-01T00:00:00+07:00"


class LearningCase(OfficeCase):
    clock = FRIDAY
    people = {"an.syt": ("learner", "SYT"), "binh.syt": ("learner", "SYT"), "dm.syt": ("focal", "SYT"),
              "chi.sdl": ("learner", "SDL"), "dm.sdl": ("focal", "SDL"), "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key, cls.package = cls.folder / "noi-cap.key", cls.folder / "khoa.pkg"
        assert run("course", "key", cls.key).code == 0
        run("course", "pack", write_course(cls.folder / "khoa", course_files()), "--key", cls.key, "--output",
            cls.package)
        for desk in list(cls.desks.values()):
            cls.install(desk)
        cls.an, cls.binh, cls.dm, cls.chi, cls.other, cls.vp = (cls.desks[name] for name in cls.people)
        cls.vp.sync()

    @classmethod
    def install(cls, desk):
        done = desk.run("course", "install", cls.package, "--publisher", f"{cls.key}.pub")
        assert done.code == 0, done

    def record(self, desk, lesson, *what, expect=0):
        return desk.json("training", "record", "--course", COURSE, "--lesson", lesson, *what, expect=expect)

    def standing(self, desk):
        return desk.json("training", "show", "--course", COURSE)

    def row(self, desk, agency, assignment):
        rows = desk.json("training", "completion")["rows"]
        return next((r for r in rows if (r["agency"], r["assignment"]) == (agency, assignment)), None)

    def take(self, desk, lesson=None, right=True):
        """An attempt with every answer right, or wrong. @returns its id"""
        of = ["--lesson", lesson] if lesson else []
        attempt = desk.json("attempt", "start", "--course", COURSE, *of)["id"]
        for question in desk.json("attempt", "show", attempt)["questions"]:
            wanted = question["options"].index("Khóa màn hình" if right else "Tắt đèn")
            desk.json("attempt", "answer", attempt, "--question", question["question"], "--response",
                      json.dumps({"answer": str(wanted)}))
        desk.json("attempt", "finish", attempt)
        return attempt


class TrainingTest(LearningCase):
    def test_1_what_was_done_on_two_devices_is_united_by_the_office(self):
        second = self.desk("an.syt", "an.syt máy hai")
        self.install(second)
        self.record(self.an, LESSONS[0], "--mark", 0.9)
        self.record(self.an, LESSONS[1], "--viewed")
        self.record(second, LESSONS[0], "--answer", "right")
        for desk in (self.an, second, self.an):
            desk.sync()
        for desk in (self.an, second):
            self.assertEqual((self.standing(desk)["events"], self.standing(desk)["done"]), (3, 2))
        self.assertFalse(self.standing(self.an)["completed"])  # the final quiz is left
        before = second.sync()
        self.assertEqual((before["sent"], before["received"]), (0, 0))

    def test_2_a_closed_lesson_and_nonsense_take_nothing(self):
        refused = [(["--lesson", LESSONS[1], "--viewed"], "conflict"), (["--lesson", "99", "--viewed"], "not-found"),
                   (["--lesson", LESSONS[0], "--mark", "2"], "invalid-input"), (["--lesson", LESSONS[0]], "invalid-input")]
        for arguments, code in refused:
            self.assert_refused(self.binh.run("training", "record", "--course", COURSE, *arguments), code)
        self.assertEqual(self.standing(self.binh)["events"], 0)

    def test_3_an_assignment_reaches_whom_it_names_and_completion_is_counted(self):
        assigned = self.vp.json("training", "assign", "--course", COURSE, "--role", "learner", "--due", "2024-02-29")["id"]
        self.assertRegex(assigned, UUID)
        named = self.vp.json("training", "assign", "--course", COURSE, "--person", "binh.syt", "--due", "2024-02-20",
                             "--note", "Làm trước")["id"]
        for desk in (self.an, self.binh, self.dm, self.chi, self.other):
            desk.sync()
        mine = self.binh.json("training", "list")["courses"]
        self.assertEqual([(c["assignment"], c["due"], c["state"], c["overdue"]) for c in mine],
                         [(named, "2024-02-20", "not-begun", False), (assigned, "2024-02-29", "not-begun", False)])
        self.assertEqual((mine[0]["title"], mine[0]["note"]), ("Khóa mẫu", "Làm trước"))
        self.assertEqual([c["assignment"] for c in self.chi.json("training", "list")["courses"]], [assigned])
        self.assertEqual(self.dm.json("training", "list")["courses"], [])
        self.take(self.binh, LESSONS[0])
        self.record(self.binh, LESSONS[1], "--viewed")
        final = self.take(self.binh)
        self.assertTrue(self.standing(self.binh)["completed"])
        self.assertEqual(self.binh.json("training", "list")["courses"][0]["state"], "completed")  # before it was sent
        for desk in (self.binh, self.vp, self.dm, self.other):
            desk.sync()
        for desk in (self.vp, self.dm):
            row = self.row(desk, "SYT", assigned)
            self.assertEqual((row["assigned"], row["begun"], row["completed"], row["overdue"], row["late"]), (2, 2, 1, 0, 0))
            self.assertIsNotNone(row["last_completed"])
            self.assertEqual(self.row(desk, "SYT", named)["completed"], 1)
        self.assertEqual(self.row(self.vp, "SDL", assigned)["assigned"], 1)
        self.assertIsNone(self.row(self.dm, "SDL", assigned))
        self.assertIsNone(self.row(self.other, "SYT", assigned))
        self.assertIsNone(self.row(self.other, "SYT", named))
        self.assertEqual([r["agency"] for r in self.vp.json("training", "completion", "--agency", "SDL")["rows"]], ["SDL"])
        self.assert_refused(self.other.run("training", "completion", "--agency", "SYT"), "forbidden")
        self.assert_refused(self.an.run("training", "completion"), "forbidden")
        self.assert_refused(self.dm.run("training", "assign", "--course", COURSE, "--role", "learner", "--due",
                                        "2024-02-29"), "forbidden")
        sheet = self.folder / "hoan-thanh.xlsx"
        self.vp.json("training", "completion", "--xlsx", sheet)
        text = zipfile.ZipFile(sheet).read("xl/sharedStrings.xml").decode("utf-8")
        self.assertIn("SYT", text)
        self.assertIn("Khóa mẫu", text)
        later = self.vp.json("training", "completion", clock=LATER)["rows"]
        self.assertEqual({(r["agency"], r["assignment"]): r["overdue"] for r in later},
                         {("SYT", assigned): 1, ("SDL", assigned): 1, ("SYT", named): 0})
        self.vp.json("training", "withdraw", assigned)
        self.chi.sync()
        self.assertEqual(self.chi.json("training", "list")["courses"], [])
        self.assert_refused(self.vp.run("training", "withdraw", assigned), "conflict")
        verdict = self.vp.json("attempt", "verify", final)
        self.assertEqual((verdict["valid"], verdict["mark"], verdict["regraded"], verdict["learner"]),
                         (True, 1, 1, "binh.syt"))

    def test_4_marks_stay_with_the_learner_and_the_standing_office_and_never_lie_open(self):
        self.record(self.chi, LESSONS[0], "--mark", 0.8125)
        self.take(self.chi, LESSONS[0], right=False)
        for desk in (self.chi, self.an, self.dm, self.other, self.vp):
            desk.sync()
        kinds = {name: {kind for (kind,) in query(desk.databases[0],
                                                  "SELECT kind FROM entry WHERE subject = 'khoa-mau/chi.sdl'")}
                 for name, desk in self.desks.items() if desk.databases}
        everything = {"learning", "course-standing", "quiz-attempt", "quiz-attempt-head"}
        self.assertEqual(kinds["chi.sdl"], everything)
        self.assertEqual(kinds["vp"], everything)
        self.assertEqual(kinds["dm.sdl"], {"course-standing"})
        self.assertEqual((kinds["an.syt"], kinds["dm.syt"]), (set(), set()))
        self.office.stop()
        files = [self.office.folder / "office.db", *(f for d in self.desks.values() for f in d.databases)]
        for file in files:
            with sqlite3.connect(file) as connection:  # what still stands in its log too
                content = "".join(str(line) for line in connection.iterdump())
            for secret in ("0.8125", "Khóa màn hình", "Tắt đèn"):
                self.assertNotIn(secret, content, file)
        self.office.start(FRIDAY)

    def test_5_a_final_quiz_has_so_many_attempts(self):
        desk = self.other
        for _ in range(3):
            attempt = self.take(desk, right=False)
        self.assert_refused(desk.run("attempt", "start", "--course", COURSE), "closed")
        self.assertEqual([a["finished"] for a in desk.json("attempt", "list")["attempts"]], [True] * 3)
        self.assert_refused(desk.run("attempt", "answer", attempt, "--question", 1, "--response", '{"answer": "0"}'),
                            "closed")

    def test_7_notes_stay_on_the_desk_sealed(self):
        note = ("training", "note", "--course", COURSE, "--lesson", LESSONS[0], "--words", "Cán bộ khóa màn hình")
        self.chi.json(*note, "--text", "Hỏi lại chị Hoa", "--bookmark")
        self.assert_refused(self.chi.run("training", "note", "--course", COURSE, "--lesson", "khong-co"), "not-found")
        kept = self.chi.json("training", "notes", "--course", COURSE)["notes"]
        self.assertEqual([(n["lesson"], n["text"], n["bookmark"]) for n in kept],
                         [(LESSONS[0], "Hỏi lại chị Hoa", True)])
        self.chi.sync()
        for folder in (self.chi.folder, self.office.folder):
            for path in folder.rglob("*.db*"):
                self.assertNotIn("chị Hoa".encode(), path.read_bytes(), path)
        self.chi.json(*note, "--text", "")
        self.assertEqual(self.chi.json("training", "notes", "--course", COURSE)["notes"], [])

    def test_6_an_attempt_that_was_bent_is_refused_by_the_office(self):
        desk = self.desk("chi.sdl", "chi.sdl máy hai")
        self.install(desk)
        attempt = self.take(desk, LESSONS[0], right=False)
        path = desk.databases[0]
        self.assertEqual(query(path, "SELECT count(*) FROM outbox WHERE kind = 'quiz-attempt'")[0][0]
                         if "kind" in {row[1] for row in query(path, "PRAGMA table_info(outbox)")} else 1, 1)
        desk.sync()
        token = self.office.token("chi.sdl")
        status, _, body = self.office.request("GET", f"/api/v1/entries/{attempt}", token=token)
        self.assertEqual(status, 200)
        entry = json.loads(body)["entry"]
        for bend in ("remove", "flip", "swap", "other"):
            bent = json.loads(json.dumps(entry))
            events = bent["body"]["log"]["events"]
            if bend == "remove":
                del events[-2]
            elif bend == "flip":
                events[-2]["data"]["answer"] = "1" if events[-2]["data"]["answer"] == "0" else "0"
            elif bend == "swap":
                events[-2], events[-3] = events[-3], events[-2]
            else:
                bent["body"]["mark"] = 1
            bent["id"] = "0d9c1c3e-5b0a-4c1e-9a55-0123456789ab"
            status, _, body = self.office.request("PUT", f"/api/v1/entries/{bent['id']}", json.dumps(bent), token=token)
            self.assertIn(status, (409, 422), (bend, body))


if __name__ == "__main__":
    unittest.main()
