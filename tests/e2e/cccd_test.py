"""Chip cards without a reader: QR text, machine readable zone, files on disk, roots and who admits them."""
import json
import stat
import subprocess
import unittest

from canbo import BIN, FolderCase, OfficeCase, run

CLOCK = "2024-02-16T09:00:00+07:00"
NUMBER = "001090000001"
NAME = "Nguyễn Văn Thử Nghiệm"
QR = f"{NUMBER}|010000001|{NAME}|15011990|Nam|Số 1 Phố Giả Định, Phường Ví Dụ, Hà Nội|20052021"
MRZ = "IDVNM0900000018001090000001<<9\n9001158M3001156VNM<<<<<<<<<<<2\nNGUYEN<<VAN<THU<NGHIEM<<<<<<<<\n"


def codes(document):
    return [finding["code"] for finding in document["findings"]]


class PaperTest(FolderCase):
    def cccd(self, *arguments):
        return run("cccd", *arguments, data=self.folder, json_too=True, clock=CLOCK)

    def test_a_qr_code_says_who_it_is_and_that_it_proves_nothing(self):
        done = self.cccd("qr", QR + "\r\n")
        self.assertEqual(done.code, 0, done)
        person = done.json["person"]
        self.assertEqual((person["number"], person["name"], person["birth_date"], person["sex"], person["old_number"]),
                         (NUMBER, NAME, "1990-01-15", "male", "010000001"))
        self.assertEqual(person["address"], "Số 1 Phố Giả Định, Phường Ví Dụ, Hà Nội")
        self.assertEqual(codes(done.json), ["qr-proves-nothing"])
        self.assertTrue(all(f["sentence"] for f in done.json["findings"]))

    def test_a_picture_of_a_qr_code_is_read(self):
        picture = self.folder / "code.png"
        subprocess.run(["qrencode", "-8", "-o", picture, QR], check=True)
        done = self.cccd("qr", "--image", picture)
        self.assertEqual(done.code, 0, done)
        self.assertEqual((done.json["person"]["number"], done.json["person"]["name"]), (NUMBER, NAME))
        self.assert_refused(self.cccd("qr", "--image", self.file("text.png", "no picture")), "invalid-input",
                            "The file is no picture in JPEG, JPEG 2000 or PNG")
        self.assertEqual(self.cccd("qr", QR, "--image", picture).code, 2)

    def test_what_does_not_fit_in_a_qr_code_is_named(self):
        done = self.cccd("qr", QR.replace("15011990", "15011991").replace("Nam", "Nữ"))
        self.assertEqual(codes(done.json), ["qr-number-year", "qr-number-sex", "qr-proves-nothing"])
        done = self.cccd("qr", QR.replace(NUMBER, "003090000001"))
        self.assertIn("number-place-unknown", codes(done.json))

    def test_text_that_is_no_qr_code_of_a_card_is_refused(self):
        done = self.cccd("qr", "https://example.org/")
        self.assertEqual(done.code, 1, done)
        self.assertEqual(done.errors()[0][0], "invalid-input")

    def test_a_zone_is_read_from_a_file(self):
        done = self.cccd("mrz", self.file("zone.txt", MRZ))
        self.assertEqual(done.code, 0, done)
        self.assertEqual((done.json["person"]["number"], done.json["person"]["expiry"]), (NUMBER, "2030-01-15"))
        self.assertEqual(codes(done.json), [])
        done = self.cccd("mrz", self.file("zone.txt", MRZ.replace("0900000018", "0900000017")))
        self.assertIn("mrz-check-document", codes(done.json))
        self.assertEqual(self.cccd("mrz", self.folder / "missing.txt").code, 1)

    def test_wrong_usage_is_told_as_such(self):
        for arguments in (["read"], ["read", "--can", "1", "--qr", "2"], ["read", "--can", "123456", "--protocol", "x"]):
            self.assertEqual(self.cccd(*arguments).code, 2)


class InspectTest(FolderCase):
    """Files as a reading program leaves them, made by the virtual card's issuer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.card, cls.roots = cls.folder / "card", cls.folder / "roots"
        cls.roots.mkdir()
        subprocess.run([BIN / "virtual-cccd", "--files", cls.card, "--root", cls.roots / "root.cer"], check=True,
                       stdout=subprocess.DEVNULL)

    def inspect(self, folder, *arguments):
        return run("cccd", "inspect", folder, *arguments, data=self.folder / "desk", json_too=True, clock=CLOCK)

    def test_whole_files_pass_and_a_root_anchors_them(self):
        done = self.inspect(self.card)
        self.assertEqual(done.code, 0, done)
        self.assertEqual((done.json["valid"], done.json["anchored"]), (True, False))
        self.assertEqual({group["state"] for group in done.json["groups"]}, {"matches"})
        self.assertEqual(done.json["person"]["number"], NUMBER)
        done = self.inspect(self.card, "--csca", self.roots)
        self.assertEqual((done.code, done.json["anchored"]), (0, True), done)

    def test_a_folder_of_other_roots_does_not_anchor(self):
        other = self.folder / "other-roots"
        other.mkdir()
        (other / "note.txt").write_text("no certificate", encoding="utf-8")
        done = self.inspect(self.card, "--csca", other)
        self.assertEqual((done.code, done.json["valid"], done.json["anchored"]), (1, True, False), done)
        self.assertIn("warning: invalid-input", done.err)

    def test_any_changed_file_is_refused(self):
        for name in ("DG1", "DG13", "DG15", "EF_SOD"):
            copy = self.folder / f"changed-{name}"
            copy.mkdir()
            for file in self.card.iterdir():
                content = bytearray(file.read_bytes())
                if file.stem == name:
                    content[-1] ^= 1
                (copy / file.name).write_bytes(content)
            done = self.inspect(copy)
            self.assertEqual(done.code, 1, done)
            if name != "EF_SOD":
                self.assertIn({"name": name, "state": "changed"}, done.json["groups"])

    def test_a_folder_without_files_is_refused(self):
        self.assert_refused(self.inspect(self.roots), "not-found")


class TrustTest(OfficeCase):
    people = {"qt.hai": ("admin", None), "dm.sdl": ("focal", "SDL")}

    def test_two_accounts_admit_a_root_and_one_takes_it_away(self):
        root = self.folder / "root.cer"
        subprocess.run([BIN / "virtual-cccd", "--files", self.folder / "card", "--root", root], check=True,
                       stdout=subprocess.DEVNULL)
        desk = self.desks["qt.hai"]
        self.assert_refused(desk.run("cccd", "trust", "import", root, "--yes"), "forbidden")
        proposed = desk.json("cccd", "trust", "import", root)
        self.assertEqual((proposed["admitted"], proposed["proposed_by"]), (False, "qt.hai"))
        print_ = proposed["fingerprint"]
        self.assertRegex(print_, "^[0-9a-f]{64}$")
        self.assert_refused(desk.run("cccd", "trust", "confirm", print_), "forbidden")
        inspected = desk.run("cccd", "inspect", self.folder / "card", json_too=True)
        self.assertFalse(inspected.json["anchored"])

        other = self.desk("quan.tri", "qt.hai")  # the first administrator, at the same desk
        self.assert_refused(other.run("cccd", "trust", "confirm", "00" * 32), "not-found")
        self.assertEqual(other.json("cccd", "trust", "confirm", print_)["confirmed_by"], "quan.tri")
        self.assert_refused(other.run("cccd", "trust", "confirm", print_), "conflict")
        self.assertTrue(other.json("cccd", "inspect", self.folder / "card")["anchored"])
        self.assertEqual([r["admitted"] for r in other.json("cccd", "trust", "list")], [True])
        self.assertEqual(stat.S_IMODE((desk.folder / "cccd-trust.json").stat().st_mode), 0o600)
        other.json("cccd", "trust", "remove", print_)
        self.assertEqual(other.json("cccd", "trust", "list"), [])

    def test_a_signer_taken_back_is_refused_and_an_outdated_list_is_said(self):
        card, lists, root = self.folder / "r-card", self.folder / "r-lists", self.folder / "r-root.cer"
        subprocess.run([BIN / "virtual-cccd", "--files", card, "--root", root, "--lists", lists], check=True,
                       stdout=subprocess.DEVNULL)
        first = self.desk("qt.hai", "r-desk")

        def inspect():
            done = desk.run("cccd", "inspect", card, json_too=True)
            return done.code, done.json["anchored"], codes(done.json)

        self.assert_refused(first.run("cccd", "trust", "import", lists / "none.crl"), "not-found",
                            "No root admitted on this desk has signed this list")
        print_ = first.json("cccd", "trust", "import", root)["fingerprint"]
        desk = self.desk("quan.tri", "r-desk")
        desk.json("cccd", "trust", "confirm", print_)
        self.assertEqual(inspect(), (0, True, ["crl-missing"]))
        done = desk.run("cccd", "trust", "import", lists / "outdated.crl", json_too=True)
        self.assertEqual((done.code, done.json["outdated"]), (0, True), done)
        self.assertIn("warning: This list is outdated", done.err)
        self.assertEqual(inspect(), (0, True, ["crl-outdated"]))
        taken = desk.json("cccd", "trust", "import", lists / "none.crl")
        self.assertEqual((taken["kind"], taken["root"], taken["revoked"], taken["outdated"], taken["imported_by"]),
                         ("revocation-list", print_, 1, False, "quan.tri"))
        self.assertEqual(inspect(), (0, True, []))
        taken = desk.json("cccd", "trust", "import", lists / "revoked.pem")
        self.assertEqual((taken["revoked"], taken["next_update"]), (2, "2025-01-01T00:00:00.000Z"))
        self.assertEqual(inspect(), (1, False, ["sod-signer-revoked"]))
        self.assert_refused(desk.run("cccd", "trust", "import", lists / "none.crl"), "conflict")
        self.assertEqual([(one["kind"], one["fingerprint"]) for one in desk.json("cccd", "trust", "list")],
                         [("root", print_), ("revocation-list", taken["fingerprint"])])
        self.assertIn("có giá trị đến 01/01/2025", desk.run("cccd", "trust", "list").out)
        self.assert_refused(desk.run("cccd", "trust", "remove", taken["fingerprint"]), "forbidden")
        desk.json("cccd", "trust", "remove", print_)
        self.assertEqual(desk.json("cccd", "trust", "list"), [])

    def test_a_folder_of_roots_may_hold_lists_too(self):
        card, roots = self.folder / "f-card", self.folder / "f-roots"
        subprocess.run([BIN / "virtual-cccd", "--files", card, "--root", roots / "root.cer", "--lists", roots],
                       check=True, stdout=subprocess.DEVNULL)
        done = self.desks["dm.sdl"].run("cccd", "inspect", card, "--csca", roots, json_too=True)
        self.assertEqual((done.code, codes(done.json)), (1, ["sod-signer-revoked"]), done)

    def test_only_administrators_touch_the_roots(self):
        desk = self.desks["dm.sdl"]
        self.assert_refused(desk.run("cccd", "trust", "import", self.file("x.cer", "x")), "forbidden")
        self.assert_refused(desk.run("cccd", "trust", "remove", "00" * 32), "forbidden")

    def test_without_accounts_only_a_deliberate_yes_admits(self):
        file = self.file("x.cer", "x")
        done = run("cccd", "trust", "import", file, data=self.folder / "nobody")
        self.assert_refused(done, "unauthenticated")
        done = run("cccd", "trust", "import", file, "--yes", data=self.folder / "nobody")
        self.assert_refused(done, "invalid-input")


if __name__ == "__main__":
    unittest.main()
