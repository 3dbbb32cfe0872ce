"""The shelf over the office: versions published and withdrawn, fetched by digest, only what changed; bulletins and reach."""
import hashlib
import unittest

from canbo import FRIDAY, OfficeCase, run
from course_fixture import SVG, course_files, write_course

COURSE = "khoa-mau"


class ShelfCase(OfficeCase):
    clock = FRIDAY
    people = {"an.syt": ("learner", "SYT"), "dm.syt": ("focal", "SYT"), "chi.sdl": ("learner", "SDL"),
              "vp": ("office", "CAT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an, cls.dm, cls.chi, cls.vp = (cls.desks[name] for name in cls.people)
        cls.key = cls.folder / "noi-cap.key"
        assert run("course", "key", cls.key).code == 0
        for desk in (cls.vp, cls.dm):
            desk.sync()

    @classmethod
    def package(cls, version, change=None):
        files = course_files(version=version)
        if change:
            change(files)
        path = cls.folder / f"khoa-{version}.pkg"
        done = run("course", "pack", write_course(cls.folder / version, files), "--key", cls.key, "--output", path)
        assert done.code == 0, done
        return path

    def publish(self, version, change=None):
        return self.vp.json("course", "publish", self.package(version, change), "--publisher", f"{self.key}.pub")["id"]

    def versions(self, desk):
        return [c["version"] for c in desk.json("course", "list")["courses"] if c["slug"] == COURSE]


class ShelfTest(ShelfCase):
    def test_1_what_the_office_publishes_every_desk_fetches_once(self):
        self.publish("1.0.0")
        fetched = self.an.json("course", "fetch")["courses"]
        self.assertEqual([(c["course"], c["version"], c["files"], c["fetched"]) for c in fetched], [(COURSE, "1.0.0", 6, 6)])
        self.assertEqual(self.versions(self.an), ["1.0.0"])
        self.assertEqual(self.an.json("course", "fetch")["courses"], [])
        self.assertFalse((self.an.folder / "courses" / ".pieces").exists())
        self.assert_refused(self.vp.run("course", "publish", self.package("1.0.0"), "--publisher", f"{self.key}.pub"),
                            "conflict")
        self.assert_refused(self.dm.run("course", "publish", self.package("1.0.0"), "--publisher", f"{self.key}.pub"),
                            "forbidden")

    def test_2_of_a_new_version_only_what_changed_is_fetched(self):
        def change(files):
            files["lessons/02-ban-giay.md"] += "\nThêm một câu cho bài này.\n"
        self.publish("1.1.0", change)
        fetched = self.an.json("course", "fetch")["courses"]
        self.assertEqual([(c["version"], c["files"], c["fetched"]) for c in fetched], [("1.1.0", 6, 2)])
        self.assertEqual(self.versions(self.an), ["1.1.0", "1.0.0"])

    def test_3_pieces_that_are_here_are_not_fetched_again_and_a_bent_one_is(self):
        picture = SVG.replace("#2a6", "#a26")
        folder = self.chi.folder / "courses" / ".pieces"
        folder.mkdir(parents=True)
        for content, kept in ((picture, picture), (course_files(version="1.2.0")["course.json"], "bent")):
            (folder / hashlib.sha256(content.encode()).hexdigest()).write_text(kept, encoding="utf-8")
        self.publish("1.2.0", lambda files: files.update({"media/01.svg": picture}))
        whole = sum(len(c.encode()) for c in {**course_files(version="1.2.0"), "media/01.svg": picture}.values())
        fetched = self.chi.json("course", "fetch")["courses"]
        self.assertEqual([(c["version"], c["bytes"]) for c in fetched], [("1.2.0", whole - len(picture.encode()))])

    def test_4_what_was_withdrawn_nobody_fetches_and_who_has_what_is_known(self):
        self.vp.json("course", "withdraw", COURSE, "1.2.0")
        self.assertEqual(self.an.json("course", "fetch")["courses"], [])
        self.assert_refused(self.vp.run("course", "withdraw", COURSE, "1.2.0"), "conflict")
        self.assert_refused(self.vp.run("course", "withdraw", COURSE, "9.9.9"), "not-found")
        for desk in (self.vp, self.dm):
            desk.sync()
        held = [(r["agency"], r["version"], r["people"]) for r in self.vp.json("course", "holdings")["rows"]]
        self.assertEqual(held, [("SDL", "1.2.0", 1), ("SYT", "1.0.0", 1), ("SYT", "1.1.0", 1)])
        self.assertEqual({r["agency"] for r in self.dm.json("course", "holdings")["rows"]}, {"SYT"})

    def test_5_a_stick_does_as_well(self):
        done = self.dm.run("course", "install", self.package("1.1.0"), "--publisher", f"{self.key}.pub")
        self.assertEqual(done.code, 0, done)
        for desk in (self.dm, self.vp):
            desk.sync()
        self.assertIn(("SYT", "1.1.0", 2), [(r["agency"], r["version"], r["people"])
                                            for r in self.vp.json("course", "holdings")["rows"]])

    def test_6_of_what_is_published_only_what_is_assigned_comes_when_asked_so(self):
        self.dm.sync()
        self.assertEqual(self.dm.json("course", "fetch", "--assigned")["courses"], [])
        self.vp.json("course", "install", self.package("1.3.0"), "--publisher", f"{self.key}.pub")
        self.publish("1.3.0")
        self.vp.json("training", "assign", "--course", COURSE, "--role", "focal", "--due", "2024-12-31")
        fetched = self.dm.json("course", "fetch", "--assigned")["courses"]
        self.assertEqual([(c["course"], c["version"]) for c in fetched], [(COURSE, "1.3.0")])
        self.assertEqual(self.an.json("course", "fetch", "--assigned")["courses"], [])


class BulletinTest(ShelfCase):
    def publish_bulletin(self, title, *more):
        text = self.file("thong-bao.md", "Từ thứ Hai, **mọi người** khóa màn hình khi rời bàn.\n")
        return self.vp.json("bulletin", "publish", "--title", title, "--file", text, *more)["id"]

    def test_1_a_bulletin_reaches_whom_it_is_for_and_is_confirmed_once(self):
        everybody = self.publish_bulletin("Thông báo chung")
        learners = self.publish_bulletin("Phải đọc", "--role", "learner", "--agency", "SYT", "--must-read")
        for desk in (self.an, self.dm, self.chi):
            desk.sync()
        seen = {name: [b["id"] for b in self.desks[name].json("bulletin", "list")["bulletins"]] for name in self.people}
        self.assertEqual(seen, {"an.syt": [learners, everybody], "dm.syt": [everybody], "chi.sdl": [everybody],
                                "vp": [learners, everybody]})
        first = self.an.json("bulletin", "list")["bulletins"][0]
        self.assertEqual((first["must_read"], first["confirmed"], first["by"]), (True, False, "vp"))
        read = self.an.json("bulletin", "read", learners)
        self.assertTrue(read["confirmed"])
        self.assertIn("khóa màn hình", read["text"])
        self.an.json("bulletin", "read", learners)
        self.an.sync()
        self.assert_refused(self.chi.run("bulletin", "read", learners), "not-found")
        for desk in (self.vp, self.dm):
            desk.sync()
        rows = self.vp.json("bulletin", "reach")["rows"]
        counted = {(r["agency"], r["bulletin"]): (r["people"], r["confirmed"]) for r in rows}
        self.assertEqual(counted[("SYT", learners)], (1, 1))
        self.assertEqual(counted[("SYT", everybody)], (2, 0))
        self.assertEqual(counted[("SDL", everybody)], (1, 0))
        self.assertEqual({r["agency"] for r in self.dm.json("bulletin", "reach")["rows"]}, {"SYT"})

    def test_2_only_the_standing_office_publishes_and_only_something(self):
        text = self.file("thong-bao.md", "Nội dung.\n")
        self.assert_refused(self.dm.run("bulletin", "publish", "--title", "Không", "--file", text), "forbidden")
        self.assert_refused(self.vp.run("bulletin", "publish", "--title", " ", "--file", text), "invalid-input")
        self.assert_refused(self.vp.run("bulletin", "publish", "--title", "Trống", "--file", self.file("trong.md", "\n")),
                            "invalid-input")
        self.assert_refused(self.vp.run("bulletin", "publish", "--title", "A", "--file", text, "--agency", "KHONG"),
                            "not-found")
        self.assert_refused(self.an.run("bulletin", "reach"), "forbidden")


if __name__ == "__main__":
    unittest.main()
