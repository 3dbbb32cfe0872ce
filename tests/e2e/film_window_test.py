"""A lesson's film in the window: it plays with its captions, what ran counts and what was skipped does not, it goes on
where the power cut it off; on a machine without a player for it the captions run alone."""
import json
import os
import re
import tempfile
import unittest

from canbo import ROOT, run
from course_fixture import course_files, write_course
from screen import ScreenCase, Window

COURSE = "khoa-phim"
MEDIA = ROOT / "content/courses/an-toan-thong-tin/media"


def film_course():
    files = course_files(COURSE)
    course = json.loads(files["course.json"])
    course["lessons"][0] |= {"completion": {"rule": "watch", "pass": 0.1},
                             "film": {"file": "media/phim.ogv", "captions": "media/phim.vtt", "seconds": 54}}
    return files | {"course.json": json.dumps(course), "media/phim.ogv": (MEDIA / "05-cuoc-goi-la.ogv").read_bytes(),
                    "media/phim.vtt": (MEDIA / "05-cuoc-goi-la.vtt").read_bytes()}


class FilmWindowTest(ScreenCase):
    people = {"an.syt": ("learner", "SYT"), "binh.syt": ("learner", "SYT")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        key, package = cls.folder / "noi-cap.key", cls.folder / "khoa.pkg"
        assert run("course", "key", key).code == 0
        done = run("course", "pack", write_course(cls.folder / "khoa", film_course()), "--key", key, "--output", package)
        assert done.code == 0, done
        for desk in cls.desks.values():
            done = desk.run("course", "install", package, "--publisher", f"{key}.pub")
            assert done.code == 0, done

    def open(self, name):
        window = Window(self.screen, self.desks[name].folder, self.office.now(), "--open", f"learning/{COURSE}/01-man-hinh")
        self.addCleanup(lambda: window.process.poll() is None and window.kill())
        window.press("learning.watch")
        window.by_id("learning.film-play")
        return window

    def seconds(self, window):
        minutes, seconds = re.match(r"(\d+):(\d+) / 00:54", window.by_id("learning.film-time").get_name()).groups()
        return 60 * int(minutes) + int(seconds)

    def until(self, window, wanted):
        window.wait(lambda node: node.get_accessible_id() == "learning.film-time" and
                    wanted(re.findall(r"\d+", node.get_name())), "the film's time")

    def done(self, name):
        return self.desks[name].json("training", "show", "--course", COURSE)["lessons"][0]["state"]

    def test_1_a_film_plays_counts_what_ran_and_goes_on_after_a_power_cut(self):
        window = self.open("an.syt")
        window.by_id("learning.film-window")  # a picture: the plugin was found and loaded
        for _ in range(3):
            window.press("learning.film-on")  # skipping
        self.until(window, lambda n: int(n[1]) == 30)
        window.press("learning.film-play")
        self.until(window, lambda n: int(n[1]) >= 33)
        self.assertIn("Bật quyền ấy", window.by_id("learning.film-caption").get_name())
        self.assertEqual(self.done("an.syt"), "open")  # 30 s were skipped, 3 s ran
        self.until(window, lambda n: int(n[-1]) >= 9)  # "watched: 9 %"
        window.kill()
        window = self.open("an.syt")
        at = self.seconds(window)
        self.assertTrue(34 <= at <= 40, at)
        window.press("learning.film-play")
        self.until(window, lambda n: int(n[-1]) >= 18)
        self.assertEqual(self.done("an.syt"), "done")
        window.press("learning.film-leave")
        window.by_id("learning.page")
        window.kill()

    def test_2_without_a_player_for_it_the_captions_run_and_count(self):
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"GST_PLUGIN_SYSTEM_PATH_1_0": folder, "GST_REGISTRY_1_0": f"{folder}/registry"}
            try:
                window = self.open("binh.syt")
                window.by_id("learning.film-elsewhere")
                window.press("learning.film-play")
                self.until(window, lambda n: int(n[1]) >= 7)
                window.by_id("learning.captions")
                window.press("learning.film-play")
                self.until(window, lambda n: int(n[-1]) >= 12)
                window.kill()
            finally:
                for name in ("GST_PLUGIN_SYSTEM_PATH_1_0", "GST_REGISTRY_1_0"):
                    os.environ.pop(name)
        self.assertEqual(self.done("binh.syt"), "done")


if __name__ == "__main__":
    unittest.main()
