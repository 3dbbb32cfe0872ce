"""Courses from a terminal: every fault is named with its file and line."""
import json
import os
import unittest

from canbo import ROOT, FolderCase, run
from course_fixture import SVG, course_files, question, write_course

LESSON, QUIZ, PICTURE, MAIL = "lessons/01-man-hinh.md", "quiz/01-man-hinh.gift", "media/01.svg", "drills/mailbox.json"

FILM = ROOT / "content/courses/an-toan-thong-tin/media/05-cuoc-goi-la.ogv"


class CheckTest(FolderCase):
    def check(self, change=None, folder="khoa"):
        files = course_files()
        if change:
            change(files)
        return run("course", "check", write_course(self.folder / folder, files), "--json")

    def faults_of(self, name, old, new, folder):
        def change(files):
            self.assertIn(old, files[name])
            files[name] = files[name].replace(old, new, 1)
        done = self.check(change, folder)
        self.assertEqual(done.code, 1, (name, new, done))
        self.assertEqual(done.errors()[-1][1], "The course has faults; mend the places named above")
        return [(where, sentence) for _, sentence, where in done.errors()[:-1]]

    def test_a_course_that_keeps_the_rules_has_no_fault(self):
        done = self.check()
        self.assertEqual((done.code, done.err), (0, ""), done)
        self.assertEqual(done.json, {"slug": "khoa-mau", "version": "1.0.0", "lessons": 2, "questions": 3,
                                     "messages": 1, "issues": []})

    def test_each_fault_is_named_with_its_file_and_line(self):
        end = "\n![Màn"
        cases = [  # file, what is replaced, by what, where the fault is said, a word of the sentence
            ("course.json", '"minutes": 20', '"minuts": 20', "course.json", "missing"),
            ("course.json", '"pass": 0.5', '"pass": 5', "course.json:26 lessons[0].completion.pass", "share"),
            ("course.json", '"01-man-hinh"\n', '"03"\n', "course.json:39 lessons[1].requires", "before"),
            ("course.json", '"file": "lessons/01-man-hinh.md"', '"file": "lessons/nichts.md"', "nichts", "exist"),
            ("course.json", '"file": "lessons/01-man-hinh.md"', '"file": "../../etc/passwd"', "lessons[0].file", "path"),
            ("course.json", '"questions": 2', '"questions": 9', "course.json:46", "more questions"),
            ("course.json", '{\n "format": 1,', '{\n "format": 1,,', "course.json:2", "JSON"),
            (LESSON, "# Màn hình", "Màn hình", f"{LESSON}:1", "title"),
            (LESSON, end, "\n<script>alert(1)</script>\n" + end, f"{LESSON}:3", "HTML"),
            (LESSON, end, "\nxem <b onclick=x>đây</b>\n" + end, f"{LESSON}:3", "HTML"),
            (LESSON, end, "\n[x](javascript:alert(1))\n" + end, f"{LESSON}:3", "nowhere"),
            (LESSON, end, "\n[x](file:///etc/passwd)\n" + end, f"{LESSON}:3", "nowhere"),
            (LESSON, end, "\n[x](../../../geheim.md)\n" + end, f"{LESSON}:3", "nowhere"),
            (LESSON, end, "\n```table\na | b\n1 | 2 | 3\n```\n" + end, f"{LESSON}:5", "cells"),
            (LESSON, "../media/01.svg", "../media/02.svg", f"{LESSON}:3", "picture"),
            (LESSON, "Màn hình máy tính đang được khóa", "", f"{LESSON}:3", "what is seen"),
            (LESSON, "Cán bộ khóa", "Ca\u0301n bộ khóa", LESSON, "NFC"),
            (PICTURE, "<rect", "<script>alert(1)</script><rect", f"{PICTURE}:1", "script"),
            (PICTURE, "<rect", '<rect onload="alert(1)"', f"{PICTURE}:1", "script"),
            (PICTURE, "<rect", "<foreignObject/><rect", f"{PICTURE}:1", "script"),
            (PICTURE, "<rect", '<use href="http://x.example/a"/><rect', f"{PICTURE}:1", "outside"),
            (PICTURE, "<rect", '<rect style="fill:url( \'http://x.example/a\')"', f"{PICTURE}:1", "outside"),
            (PICTURE, "<rect", "<style>@import 'http://x.example'</style><rect", f"{PICTURE}:1", "outside"),
            (PICTURE, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg', f"{PICTURE}:1", "document type"),
            (PICTURE, SVG, "no picture", f"{PICTURE}:1", "SVG"),
            (QUIZ, "$CATEGORY: khoa-mau/", "$CATEGORY: khac/", f"{QUIZ}:1", "CATEGORY"),
            (QUIZ, question("Hai"), question("Một"), f"{QUIZ}:9", "twice"),
            (QUIZ, "#Chưa đúng: màn hình vẫn mở cho bất cứ ai.", "", f"{QUIZ}:3", "feedback"),
            (QUIZ, "#Chưa đúng: màn hình vẫn mở cho bất cứ ai.", "#Sai.", f"{QUIZ}:3", "feedback"),
            (QUIZ, "::Một::", "", f"{QUIZ}:3", "name"),
            (QUIZ, "=Khóa màn hình#", "~%50%Khóa màn hình#", f"{QUIZ}:3", "whole mark"),
            (QUIZ, "::Ba::", "::Hỏng::Thế nào?{\n\n::Ba::", f"{QUIZ}:15", ""),
            (MAIL, "it@tinh.example", "it@laocai.gov.vn", "messages[0].from.address", "nobody"),
            (MAIL, "https://dichvucong-gov.example/doi", "https://dichvucong-gov.example@x.com/", "links[0].target", "nobody"),
            (MAIL, '"where": "dichvucong-gov.example"', '"where": "không có"', "cues[0].where", "stand in the message"),
            (MAIL, '"lesson": "01-man-hinh"', '"lesson": "99"', "messages[0].lesson", "no such lesson"),
            (MAIL, '"answer": "report"', '"answer": "ignore"', "messages[0].answer", "answered by"),
            (MAIL, '"right": false', '"right": true', "scenes[0].choices", "wrong one"),
            (MAIL, '"concern": 6', '"concern": 9', "messages[0].premise.concern", "outside"),
        ]
        for number, (name, old, new, where, word) in enumerate(cases):
            with self.subTest(file=name, new=new):
                faults = self.faults_of(name, old, new, f"k{number}")
                self.assertTrue(any(where in (place or "") and word in sentence for place, sentence in faults), faults)

    def test_a_film_is_held_against_its_seconds_and_captions(self):
        def film(captions="WEBVTT\n\n00:01.000 --> 00:02.000\nKhóa màn hình.\n", content=None, **said):
            def change(files):
                course = json.loads(files["course.json"])
                course["lessons"][1] |= {"film": {"file": "media/p.ogv", "captions": "media/p.vtt", "seconds": 54} | said,
                                         "completion": {"rule": "watch", "pass": 0.9}}
                files |= {"course.json": json.dumps(course, indent=1), "media/p.vtt": captions,
                          "media/p.ogv": FILM.read_bytes() if content is None else content}
            return change
        done = self.check(film(), "phim")
        self.assertEqual(done.code, 0, done)
        whole = FILM.read_bytes()
        late = "WEBVTT\n\n00:01.000 --> 00:55.000\nx\n"
        cases = [(film(seconds=60), "as many seconds"), (film(content=whole[:-100]), "broken off"),
                 (film(content=b"RIFF"), "Ogg file"), (film(captions="WEBVTT\n"), "has captions"),
                 (film(captions=late), "after the film"), (film(captions="WEBVTT\n\n00:02.000 --> 00:01.000\nx\n"), "later one"),
                 (film(captions="WEBVTT\n\n00:01.000 --> 00:02.000\nCa\u0301n\n"), "clean text"),
                 (film(file="media/q.ogv"), "does not exist"), (film(seconds=0), "outside")]
        for number, (change, word) in enumerate(cases):
            with self.subTest(word=word):
                done = self.check(change, f"phim{number}")
                self.assertEqual(done.code, 1, done)
                self.assertTrue(any(word in sentence for _, sentence, _ in done.errors()), done.err)

        def no_film(files):
            files["course.json"] = files["course.json"].replace('"rule": "view"', '"rule": "watch", "pass": 0.9')
        done = self.check(no_film, "khong-phim")
        self.assertIn("This rule needs a film", [sentence for _, sentence, _ in done.errors()])

    def test_a_file_nothing_uses_and_a_link_are_named(self):
        done = self.check(lambda files: files.update({"media/02.svg": SVG}))
        self.assertEqual(done.errors()[0][1:], ("Nothing in the course uses this file", "media/02.svg"))
        os.symlink("/etc/passwd", write_course(self.folder / "link", course_files()) / "media" / "03.svg")
        done = run("course", "check", self.folder / "link")
        self.assertEqual(done.errors(), [("invalid-input", "A course holds files and folders only, no links",
                                          "media/03.svg")])

    def test_a_folder_that_is_not_there_is_told(self):
        self.assertEqual(run("course", "check", self.folder / "keine").errors()[0][0], "not-found")


if __name__ == "__main__":
    unittest.main()
