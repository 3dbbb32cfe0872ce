"""A desk's tokens stand in the desktop's secret service where one answers, else behind a passphrase."""
import json
import pathlib
import subprocess
import unittest

from canbo import PASSWORD, OfficeCase, run


class KeyringTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        cls.address = cls.bus.stdout.readline().strip()

    @classmethod
    def tearDownClass(cls):
        cls.bus.terminate()
        cls.bus.wait(timeout=10)
        cls.bus.stdout.close()
        super().tearDownClass()

    def serve(self):
        script = pathlib.Path(__file__).with_name("secret_service.py")
        service = subprocess.Popen(["/usr/bin/python3", script], stdout=subprocess.PIPE, text=True,
                                   env={"DBUS_SESSION_BUS_ADDRESS": self.address, "PATH": "/usr/bin:/bin"})
        self.assertEqual(service.stdout.readline().strip(), "ready")

        def end():
            service.terminate()
            service.wait(timeout=10)
            service.stdout.close()
        self.addCleanup(end)
        return service

    def test_tokens_stand_in_the_secret_service_while_one_answers(self):
        desk = self.desks["dm.sdl"]
        with_bus = {"DBUS_SESSION_BUS_ADDRESS": self.address, "CANBO_SECRETS": ""}
        login = ("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin")
        done = run(*login, data=desk.folder, stdin=PASSWORD + "\n", clock=self.office.now(), **with_bus)
        self.assertEqual(done.code, 0, done)  # a bus, and no service on it
        self.assertTrue(desk.session["refresh_token"])
        service = self.serve()
        done = run(*login, data=desk.folder, stdin=PASSWORD + "\n", clock=self.office.now(), **with_bus)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(desk.session["tokens"], "secret-service")
        self.assertNotIn("token\"", json.dumps({k: v for k, v in desk.session.items() if k != "tokens"}))
        self.assertEqual(desk.run("sync", **with_bus).code, 0)
        self.assert_refused(desk.run("sync"), "unauthenticated")  # another session of the machine
        service.terminate()
        service.wait(timeout=10)
        self.assert_refused(desk.run("sync", **with_bus), "unauthenticated")
        self.serve()  # its memory is gone, as a keyring's that was thrown away
        self.assert_refused(desk.run("sync", **with_bus), "unauthenticated")
        done = run(*login, data=desk.folder, stdin=PASSWORD + "\n", clock=self.office.now(),
                   **{**with_bus, "CANBO_SECRETS": "file"})
        self.assertEqual(done.code, 0, done)
        self.assertTrue(desk.session["refresh_token"])


if __name__ == "__main__":
    unittest.main()
