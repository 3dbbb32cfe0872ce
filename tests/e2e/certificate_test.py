"""Certificates from a terminal: on paper, in its QR code, proven without a network, changed, revoked.

zbarimg and pdftoppm look at the paper as a telephone would.
"""
import subprocess
import unittest

from canbo import FolderCase, OfficeCase, run
from course_fixture import course_files, write_course


class CertificateTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key, cls.desk, cls.pdf = cls.folder / "noi-cap.key", cls.folder / "desk", cls.folder / "giay.pdf"
        assert run("course", "key", cls.key).code == 0
        package = cls.folder / "khoa.pkg"
        run("course", "pack", write_course(cls.folder / "khoa", course_files()), "--key", cls.key, "--output", package)
        done = run("course", "install", package, "--publisher", f"{cls.key}.pub", data=cls.desk)
        assert done.code == 0, done
        done = cls.issue(cls, "Nguyễn Thị Mẫu", cls.pdf)
        assert done.code == 0, done
        cls.issued = done.json

    def issue(self, name, pdf, mark="0.875"):
        return run("certificate", "issue", "--course", "khoa-mau", "--name", name, "--mark", mark, "--issuer-name",
                   "Cơ quan thường trực Ban Chỉ đạo", "--key", self.key, "--output", pdf, "--json", data=self.desk,
                   clock="2024-02-16T09:00:00+07:00")

    def verify(self, what, *more):
        return run("certificate", "verify", what, "--issuer", f"{self.key}.pub", "--json", *more, data=self.desk)

    def test_the_text_and_the_paper_prove_themselves(self):
        for what in (self.issued["text"], self.pdf):
            done = self.verify(what)
            self.assertEqual(done.code, 0, done)
            self.assertEqual((done.json["name"], done.json["course"], done.json["version"], done.json["mark"],
                              done.json["date"], done.json["valid"], done.json["serial"]),
                             ("Nguyễn Thị Mẫu", "khoa-mau", "1.0.0", 0.875, "2024-02-16", True, self.issued["id"]))

    def test_the_code_is_read_back_from_the_paper(self):
        for number, name in enumerate(["Nguyễn Thị Mẫu", "Đỗ Ế", "Hoàng Phủ Ngọc Trần Lê Thị Phương Quỳnh Như Ý"]):
            pdf = self.folder / f"qr{number}.pdf"
            text = self.issue(name, pdf).json["text"]
            subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, pdf.with_suffix("")], check=True)
            read = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", pdf.with_suffix(".png")],
                                  capture_output=True, text=True, check=True)
            self.assertEqual(read.stdout.strip(), text)
            self.assertEqual(self.verify(read.stdout.strip()).json["name"], name)

    def test_a_changed_paper_is_found(self):
        whole = self.pdf.read_bytes()
        body = whole.rindex(b"%canbo-certificate")
        for number, at in enumerate([20, body // 3, body // 2, body - 30]):
            changed = self.file(f"c{number}.pdf", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            self.assertEqual(self.verify(changed).errors()[-1][0], "digest-mismatch")
        other = self.folder / "khac.pdf"
        self.issue("Trần Văn Khác", other)
        mixed = other.read_bytes().rsplit(b"%canbo-certificate", 1)[0] + whole[body:]
        self.assert_refused(self.verify(self.file("mix.pdf", mixed)), "digest-mismatch",
                            "The paper does not say what was signed")

    def test_another_issuer_and_other_files_are_refused(self):
        run("course", "key", self.folder / "fremd.key")
        done = run("certificate", "verify", self.issued["text"], "--issuer", self.folder / "fremd.key.pub")
        self.assert_refused(done, "digest-mismatch")
        self.assert_refused(run("certificate", "verify", self.issued["text"], data=self.folder / "leer"), "invalid-input")
        self.assert_refused(self.verify(self.file("x.pdf", b"%PDF-1.7 none")), "invalid-input")

    def test_a_revoked_certificate_is_said_to_be(self):
        issued = self.issue("Lê Thị Thu Hồi", self.folder / "r.pdf").json
        listed = self.folder / "revoked.json"
        for number in (1, 1):  # the second time is nothing new
            done = run("certificate", "revoke", issued["id"], "--key", self.key, "--reason", "Cấp nhầm", "--revoked",
                       listed, "--json", clock="2024-03-01T09:00:00+07:00")
            self.assertEqual((done.code, done.json["list"]), (0, number), done)
        self.assert_refused(self.verify(issued["text"], "--revoked", listed), "conflict", "The certificate was revoked")
        self.assertEqual(self.verify(issued["text"], "--revoked", listed).json["revoked"], "2024-03-01")
        self.assertEqual(self.verify(self.issued["text"], "--revoked", listed).code, 0)
        listed.write_text(listed.read_text(encoding="utf-8").replace(issued["id"], self.issued["id"]), encoding="utf-8")
        self.assert_refused(self.verify(issued["text"], "--revoked", listed), "digest-mismatch")


class TravelTest(OfficeCase):
    people = {"an.syt": ("learner", "SYT"), "binh.syt": ("learner", "SYT"), "vp": ("office", "CAT")}

    def issue(self, desk):
        return desk.run("certificate", "issue", "--course", "an-toan-thong-tin", "--name", "Nguyễn Thị Mẫu", "--mark",
                        "0.9", "--issuer-name", "Cơ quan thường trực", "--key", self.office.folder / "office.key",
                        "--to", "an.syt", "--json")

    def test_it_comes_by_itself_and_so_does_what_is_taken_back(self):
        an, binh, vp = (self.desks[name] for name in self.people)
        done = self.issue(vp)
        self.assertEqual(done.code, 0, done)
        for desk in (an, binh, an):
            desk.sync()
        self.assertEqual([c["serial"] for c in an.json("certificate", "list")["certificates"]], [done.json["id"]])
        self.assertEqual(binh.json("certificate", "list")["certificates"], [])
        self.assert_refused(self.issue(an), "forbidden")
        for file in an.folder.rglob("*.db"):
            self.assertNotIn("Nguyễn Thị Mẫu".encode(), file.read_bytes())
            self.assertNotIn(done.json["text"][:60].encode(), file.read_bytes())
        revoked = vp.run("certificate", "revoke", done.json["id"], "--key", self.office.folder / "office.key",
                         "--reason", "Nhầm tên", "--send", "--json")
        self.assertEqual(revoked.code, 0, revoked)
        an.sync()
        self.assertEqual([c["valid"] for c in an.json("certificate", "list")["certificates"]], [False])
        self.assert_refused(an.run("certificate", "verify", done.json["text"]), "conflict")


if __name__ == "__main__":
    unittest.main()
