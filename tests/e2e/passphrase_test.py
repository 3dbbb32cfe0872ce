"""Where no secret service answers, a desk's login is closed by a passphrase; nothing of it stands on the disk in plain."""
import unittest

from canbo import PASSWORD, OfficeCase, run

WORDS = "bốn từ dễ nhớ"
ALONE = {"CANBO_SECRETS": "", "DBUS_SESSION_BUS_ADDRESS": ""}  # a machine without a desktop's services


class PassphraseTest(OfficeCase):
    people = {"dm.sdl": ("focal", "SDL")}

    def desk_run(self, *arguments, stdin="", **more):
        return run(*arguments, data=self.folder / "alone", stdin=stdin, clock=self.office.now(), **{**ALONE, **more})

    def log_in(self, stdin, *arguments, **more):
        return self.desk_run("login", "--server", self.office.url, "--user", "dm.sdl", "--password-stdin", *arguments,
                             stdin=stdin, **more)

    def everything(self):
        return b"".join(path.read_bytes() for path in (self.folder / "alone").rglob("*") if path.is_file())

    def test_a_login_is_closed_by_words_and_opened_by_the_same(self):
        self.assert_refused(self.log_in(PASSWORD + "\n", CANBO_SECRETS="passphrase"), "unauthenticated",
                            "This desk's login is kept behind a passphrase; give it with --passphrase-stdin or in "
                            "CANBO_PASSPHRASE")
        self.assert_refused(self.log_in(PASSWORD + "\nngắn\n", "--passphrase-stdin"), "invalid-input",
                            "This desktop keeps no secrets: a passphrase of at least 8 letters is needed")
        self.assertFalse((self.folder / "alone" / "session.json").exists())
        done = self.log_in(f"{PASSWORD}\n{WORDS}\n", "--passphrase-stdin")
        self.assertEqual(done.code, 0, done)
        kept = self.everything()
        for secret in (b"eyJ", b'"access_token"', b'"refresh_token"', WORDS.encode()):  # a token begins with eyJ
            self.assertNotIn(secret, kept)

        self.assertEqual(self.desk_run("sync", CANBO_PASSPHRASE=WORDS).code, 0)
        self.assertEqual(self.desk_run("--passphrase-stdin", "sync", stdin=WORDS + "\n").code, 0)
        self.assertEqual(self.desk_run("report", "list").code, 0)  # only reads the desk
        self.assert_refused(self.desk_run("sync"), "unauthenticated")
        self.assert_refused(self.desk_run("sync", CANBO_PASSPHRASE=WORDS + "?"), "unauthenticated",
                            "This is not the passphrase of this desk")
        # A letter with its marks, written as one or as several.
        self.assertEqual(self.desk_run("sync", CANBO_PASSPHRASE="bô\u0301n tư\u0300 dê\u0303 nhơ\u0301").code, 0)
        for secret in (b"eyJ", b'"access_token"', b'"refresh_token"'):
            self.assertNotIn(secret, self.everything())

    def test_a_script_that_gives_no_words_goes_on_without(self):
        self.assertEqual(self.log_in(PASSWORD + "\n").code, 0)
        self.assertEqual(self.desk_run("sync").code, 0)
        self.assertEqual((self.folder / "alone" / "session.json").stat().st_mode & 0o077, 0)

    def test_who_forgot_the_passphrase_logs_in_again(self):
        self.assertEqual(self.log_in(f"{PASSWORD}\n{WORDS}\n", "--passphrase-stdin").code, 0)
        other = "những từ khác hẳn"
        self.assertEqual(self.log_in(PASSWORD + "\n", CANBO_PASSPHRASE=other).code, 0)
        self.assert_refused(self.desk_run("sync", CANBO_PASSPHRASE=WORDS), "unauthenticated")
        self.assertEqual(self.desk_run("sync", CANBO_PASSPHRASE=other).code, 0)

    def test_a_session_file_that_was_tampered_with_is_refused(self):
        self.assertEqual(self.log_in(f"{PASSWORD}\n{WORDS}\n", "--passphrase-stdin").code, 0)
        file = self.folder / "alone" / "session.json"
        whole = file.read_text(encoding="utf-8")
        for damage in (whole.replace('"passphrase"', '"secret"'), whole.replace('"closed": "', '"closed": "*'),
                       whole.replace('"closed"', '"open"')):
            self.assertNotEqual(damage, whole)
            file.write_text(damage, encoding="utf-8")
            self.assert_refused(self.desk_run("sync", CANBO_PASSPHRASE=WORDS), "invalid-input",
                                "The desk's session file is damaged; log in again")


if __name__ == "__main__":
    unittest.main()
