"""Course packages: packed, signed, installed completely or not at all; hostile ones harm nobody."""
import base64
import gzip
import io
import os
import tarfile
import unittest

from canbo import FolderCase, run
from course_fixture import course_files, write_course


def tar_of(entries):
    """A package of these (TarInfo or name, content) entries, packed by somebody else's program."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for entry, content in entries:
            info = entry if isinstance(entry, tarfile.TarInfo) else tarfile.TarInfo(entry)
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def link(name, target, kind):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


class PackageTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key = cls.folder / "nha-xuat-ban.key"
        assert run("course", "key", cls.key).code == 0
        cls.package = cls.folder / "khoa.canbo-course"
        done = run("course", "pack", write_course(cls.folder / "khoa", course_files()), "--key", cls.key, "--output",
                   cls.package, "--json")
        assert done.code == 0, done

    def install(self, package, desk, publisher=None):
        return run("course", "install", package, "--publisher", publisher or f"{self.key}.pub", "--json",
                   data=self.folder / desk)

    def entries(self):
        with tarfile.open(self.package) as tar:
            return [(member.name, tar.extractfile(member).read()) for member in tar.getmembers()]

    def hostile(self, name, content):
        """Refused, in one clear line, with nothing left on the desk and nothing outside it."""
        before = sorted(os.listdir(self.folder))
        done = self.install(self.file("boese", content), name)
        (self.folder / "boese").unlink()
        self.assertEqual(done.code, 1, done)
        self.assertEqual(len(done.errors()), 1, done)
        self.assertIn(done.errors()[0][0], ("invalid-input", "too-large", "digest-mismatch"))
        self.assertEqual(os.listdir(self.folder / name / "courses") if (self.folder / name / "courses").exists() else [], [])
        self.assertLessEqual(set(os.listdir(self.folder)), set(before) | {name})
        return done.errors()[0]

    def test_a_package_comes_out_as_it_went_in(self):
        done = self.install(self.package, "desk")
        self.assertEqual((done.code, done.json["slug"], done.json["version"]), (0, "khoa-mau", "1.0.0"), done)
        placed = self.folder / "desk" / "courses" / "khoa-mau@1.0.0"
        found = {path.relative_to(placed).as_posix(): path.read_text(encoding="utf-8")
                 for path in placed.rglob("*") if path.is_file()}
        self.assertEqual(found, course_files())
        listed = run("course", "list", "--json", data=self.folder / "desk").json["courses"]
        self.assertIn(("khoa-mau", "1.0.0", False), [(c["slug"], c["version"], c["shipped"]) for c in listed])
        self.assertEqual(run("course", "check", self.package, "--publisher", f"{self.key}.pub").code, 0)
        self.assertEqual(self.install(self.package, "desk").code, 0)  # again is no fault

    def test_the_same_course_and_key_give_the_same_bytes(self):
        again = self.folder / "nochmal"
        run("course", "pack", self.folder / "khoa", "--key", self.key, "--output", again)
        self.assertEqual(again.read_bytes(), self.package.read_bytes())

    def test_a_course_with_faults_is_not_packed(self):
        files = course_files()
        files["lessons/01-man-hinh.md"] += "\n<script>alert(1)</script>\n"
        done = run("course", "pack", write_course(self.folder / "fehler", files), "--key", self.key, "--output",
                   self.folder / "fehler.pkg")
        self.assertEqual(done.code, 1)
        self.assertFalse((self.folder / "fehler.pkg").exists())

    def test_an_unknown_publisher_is_refused(self):
        other = self.folder / "fremd.key"
        run("course", "key", other)
        done = self.install(self.package, "d1", f"{other}.pub")
        self.assert_refused(done, "digest-mismatch", "The package is not signed by a publisher this desk knows")
        done = run("course", "install", self.package, data=self.folder / "d2")
        self.assert_refused(done, "digest-mismatch")

    def test_paths_that_leave_links_and_devices_are_refused(self):
        head = self.entries()[:2]
        cases = [("../boese.txt", b"x"), ("/tmp/canbo-boese", b"x"), ("a/../../boese", b"x"), ("a\\..\\b", b"x"),
                 link("media/01.svg", "/etc/passwd", tarfile.SYMTYPE), link("lessons", "/tmp", tarfile.SYMTYPE),
                 link("media/01.svg", "course.json", tarfile.LNKTYPE), link("media/x", "", tarfile.FIFOTYPE),
                 link("media/x", "", tarfile.CHRTYPE), link("media", "", tarfile.DIRTYPE)]
        for number, case in enumerate(cases):
            with self.subTest(case=number):
                self.hostile(f"h{number}", tar_of(head + [case]))
        self.assertFalse(os.path.exists("/tmp/canbo-boese"))

    def test_bombs_are_refused(self):
        head = self.entries()[:2]
        self.assertEqual(self.hostile("b1", tar_of(head + [("media/01.svg", bytes(30_000_000))]))[0], "too-large")
        self.assertEqual(self.hostile("b2", tar_of(head + [(f"media/{n}.svg", b"") for n in range(2100)]))[0][:7],
                         "invalid")  # named by no manifest
        self.hostile("b3", gzip.compress(gzip.compress(bytes(50_000_000))))

    def test_a_package_cut_short_anywhere_is_refused(self):
        whole = self.package.read_bytes()
        for number, size in enumerate([0, 1, 10, 100, len(whole) // 4, len(whole) // 2, len(whole) - 300]):
            with self.subTest(size=size):
                self.hostile(f"t{number}", whole[:size])

    def test_what_was_changed_after_signing_is_refused(self):
        entries = self.entries()
        for number, change in enumerate([
                lambda e: [(n, c + b" " if n.endswith(".md") else c) for n, c in e],  # a file
                lambda e: [(n, c.replace(b'"1.0.0"', b'"1.0.1"') if n == "manifest.json" else c) for n, c in e],
                lambda e: [(n, base64.b64encode(bytes(64)) if n == "manifest.sig" else c) for n, c in e],
                lambda e: e[:-1],  # a file is missing
                lambda e: e + [("media/02.svg", b"<svg/>")],  # one too many
                lambda e: e + [e[-1]],  # one twice
                lambda e: e[2:],  # no manifest
                lambda e: [e[1], e[0]] + e[2:]]):
            with self.subTest(change=number):
                self.hostile(f"c{number}", tar_of(change(list(entries))))
        self.hostile("c-text", b"no package")


if __name__ == "__main__":
    unittest.main()
