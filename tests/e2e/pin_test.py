"""A desk that believes one certificate of its office, whoever signed it, and no other."""
import hashlib
import json
import subprocess
import unittest

from canbo import FRIDAY, PASSWORD, FolderCase, Office, run

OTHER = "The office shows another certificate than the one pinned on this desk; ask who runs it"


class PinTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = Office(cls.folder / "office")
        cls.office.init()
        cls.pins = {name: cls.certify(name) for name in ("one", "two")}
        cls.addClassCleanup(cls.office.stop)
        cls.serve("one")

    @classmethod
    def certify(cls, name):
        """A certificate that signs itself, as an office makes one before its province has an authority."""
        files = ["-keyout", cls.folder / f"{name}.key", "-out", cls.folder / f"{name}.pem"]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", f"/CN={name}", *files], check=True, capture_output=True)
        key = subprocess.run(["openssl", "x509", "-in", cls.folder / f"{name}.pem", "-noout", "-pubkey"], check=True,
                             capture_output=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True,
                             capture_output=True).stdout
        return hashlib.sha256(der).hexdigest()

    @classmethod
    def serve(cls, name):
        cls.office.options = ["--tls-cert", cls.folder / f"{name}.pem", "--tls-key", cls.folder / f"{name}.key"]
        cls.office.start(FRIDAY)

    def log_in(self, desk, *pin):
        return run("login", "--server", f"https://{self.office.address}", "--user", "quan.tri", "--password-stdin", *pin,
                   data=self.folder / desk, stdin=PASSWORD + "\n", clock=self.office.now())

    def sync(self, desk):
        return run("sync", data=self.folder / desk, clock=self.office.now())

    def test_pin_is_kept_with_the_address_until_it_is_another(self):
        self.assert_refused(self.log_in("desk"), "unreachable", exit_code=3)  # nobody signed for it
        self.assert_refused(self.log_in("desk", "--server-pin", self.pins["two"]), "unreachable", OTHER, exit_code=3)
        self.assert_refused(self.log_in("desk", "--server-pin", "abc"), "invalid-input", where="server-pin")
        self.assertFalse((self.folder / "desk" / "session.json").exists())
        done = self.log_in("desk", "--server-pin", self.pins["one"].upper())
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.sync("desk").code, 0)
        kept = json.loads((self.folder / "desk" / "session.json").read_text(encoding="utf-8"))
        self.assertTrue(kept["server"].endswith("#sha256=" + self.pins["one"]))
        self.assertEqual(self.log_in("desk").code, 0)  # the pin of before holds

        self.serve("two")
        self.assert_refused(self.sync("desk"), "unreachable", OTHER, exit_code=3)
        self.assert_refused(self.log_in("desk"), "unreachable", OTHER, exit_code=3)
        self.assertEqual(self.log_in("desk", "--server-pin", self.pins["two"]).code, 0)
        self.assertEqual(self.sync("desk").code, 0)


if __name__ == "__main__":
    unittest.main()
