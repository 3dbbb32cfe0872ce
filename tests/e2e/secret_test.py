"""Keys of an office are never open to others, not even while they are being written: seen in the system calls."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from canbo import BIN, PASSWORD, environment

OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*\.part)", ([A-Z_|]+)(?:, (0\d+))?\)')


class SecretTest(unittest.TestCase):
    def test_every_key_is_made_for_its_owner_alone_before_a_byte_is_in_it(self):
        folder = tempfile.mkdtemp(prefix="canbo-secret-")
        self.addCleanup(shutil.rmtree, folder)
        trace = os.path.join(folder, "trace")
        done = subprocess.run(
            ["strace", "-f", "-e", "trace=open,openat,creat,chmod,fchmod,fchmodat", "-o", trace, BIN / "canboctl",
             "office", "init", "--admin", "quantri", "--password-stdin", "--data", os.path.join(folder, "office")],
            input=PASSWORD + "\n", text=True, capture_output=True, preexec_fn=lambda: os.umask(0),
            env=environment(ASAN_OPTIONS="detect_leaks=0"))  # LeakSanitizer is a tracer too: there can be only one
        self.assertEqual(done.returncode, 0, done.stderr)
        first = {}
        for path, flags, mode in OPENED.findall(pathlib.Path(trace).read_text(encoding="utf-8")):
            first.setdefault(path, (flags, mode))
        secrets = {path: how for path, how in first.items() if "key" in path or "secret" in path}
        self.assertGreaterEqual(len(secrets), 2, first)
        for path, (flags, mode) in secrets.items():
            self.assertIn("O_EXCL", flags, path)
            self.assertEqual(mode, "0600", path)


if __name__ == "__main__":
    unittest.main()
