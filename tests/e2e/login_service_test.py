"""Logging in by a real login service (OpenID Connect) instead of a password: model 24.

glewlwyd is in no list of packages: on a machine with systemd Debian's package starts at once as a server for everybody,
with a password that stands in its manual. Where somebody has installed it, as on the machine of the whole checks, it is
started here on loopback with a database of its own.
"""
import json
import subprocess
import unittest
import urllib.request

import glewlwyd
from canbo import BIN, FolderCase, Office, environment, run

PASSWORD = "con mèo nhà bên ngủ trưa"


@unittest.skipUnless(glewlwyd.PROGRAM, "Debian's glewlwyd is not installed")
class LoginServiceTest(FolderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.redirect_port = glewlwyd.free_port() + 1
        cls.service = glewlwyd.Glewlwyd(cls.folder / "glewlwyd", cls.redirect_port)
        cls.addClassCleanup(cls.service.stop)
        cls.service.start()
        for name, roles, agency in (("lan.pham", ["reader", "canbo-focal"], "SYT"), ("khach", ["reader"], "SYT")):
            cls.service.add_person(name, PASSWORD, roles, agency, "Phạm Thị Lan")
        cls.office = Office(cls.folder / "office")
        cls.addClassCleanup(cls.office.stop)
        cls.office.init(clock=None)
        config = cls.folder / "office.conf"
        config.write_text(f"oidc-issuer = {cls.service.issuer}\noidc-client = canbo\n"
                          f"oidc-redirect-port = {cls.redirect_port}\n"
                          'oidc-role = ["canbo-admin=admin", "canbo-focal=focal"]\nsecond-factor = admin\n')
        cls.office.options = ["--config", config]
        cls.office.start()

    def log_in(self, person, password=PASSWORD):
        desk = self.folder / "desks" / person
        process = subprocess.Popen([BIN / "canboctl", "login", "--server", self.office.url, "--oidc", "--no-browser",
                                    "--json", "--data", desk], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, env=environment())
        url = process.stderr.readline().strip()
        self.assertTrue(url.startswith(self.service.issuer + "/auth?"), url)
        there = self.service.log_in(url, person, password)
        with urllib.request.urlopen(there, timeout=20) as page:
            self.assertIn("Canbo", page.read().decode())
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err, desk

    def test_person_of_the_service_comes_in_with_role_and_agency_of_the_claims(self):
        code, out, err, desk = self.log_in("lan.pham")
        self.assertEqual(code, 0, err)
        self.assertEqual(json.loads(out), {"name": "lan.pham", "role": "focal", "agency": "SYT"})
        self.assertEqual(run("sync", data=desk).code, 0)
        own = run("me", "show", data=desk, json_too=True).json
        self.assertTrue(own["external"])
        code, _, _, _ = self.log_in("lan.pham")  # the same account again
        self.assertEqual(code, 0)
        status, _, _ = self.office.request("POST", "/api/v1/login", json.dumps({"name": "lan.pham", "password": ""}))
        self.assertIn(status, (400, 401))

    def test_person_without_a_role_here_stays_out(self):
        code, _, err, desk = self.log_in("khach")
        self.assertEqual(code, 1)
        self.assertIn("error: forbidden: The login service gives you no role in this office", err)
        self.assertFalse((desk / "session.json").exists())


if __name__ == "__main__":
    unittest.main()
