"""A PostgreSQL server for end-to-end tests, by tests/support/postgres.sh."""
import pathlib
import subprocess

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "support" / "postgres.sh"
NOT_INSTALLED = 77


def is_installed():
    return any(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Postgres:
    """Its databases are reached by this user on this machine only."""

    def __init__(self, folder, *settings):
        self.folder = pathlib.Path(folder)
        self.call("start", *settings)

    def call(self, what, *settings):
        subprocess.run([SCRIPT, what, self.folder, *settings], check=True, timeout=120, stdin=subprocess.DEVNULL)

    def address(self, name):
        return (self.folder / "address").read_text().strip().replace("@/", f"@/{name}")

    def database(self, name):
        """A new one. @returns its address"""
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def ask(self, name, sql):
        done = subprocess.run(["psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", self.address(name), "-c", sql],
                              check=True, capture_output=True, text=True, timeout=60)
        return done.stdout.strip()

    def kill(self):
        """As by a fault of its machine, and started again."""
        self.call("kill")
        self.call("again")

    def stop(self):
        self.call("stop")
