"""What the office takes on PostgreSQL with every commit on the disk: one process, and two on one database.

usage: postgres_bench.py [SECONDS [ROUNDS]]     figures are ratios of one run; $CANBO_BIN is the folder of the programs
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from canbo import BIN, Desk, FRIDAY, PASSWORD, Office  # noqa: E402
from postgres import Postgres  # noqa: E402

CLIENTS = 64
FAST = ["--account-rate", "1000000", "--threads", "80"]


def load(offices, token, seconds):
    ports = [office.address.rsplit(":", 1)[1] for office in offices]
    done = subprocess.run([BIN / "office_bench", "load", str(seconds), str(CLIENTS), token, *ports], check=True,
                          capture_output=True, text=True)
    return float(done.stdout)


def measure(folder, database, seconds, rounds):
    offices = [Office(folder / "office", database), Office(folder / "office", database)]
    offices[0].init()
    try:
        for office in offices:
            office.on += FAST
            office.start(FRIDAY)
        admin = Desk(folder / "desk", offices[0], "quan.tri")
        admin.login()
        admin.json("account", "add", "dm.sdl", "--role", "focal", "--agency", "SDL", "--display-name", "Cán bộ",
                   "--password-stdin", stdin=PASSWORD + "\n")
        token = offices[0].token("dm.sdl")
        load(offices, token, seconds)  # everything once before: prepared, read, warm
        one, two = [], []
        for _ in range(rounds):
            one.append(load(offices[:1], token, seconds))
            two.append(load(offices, token, seconds))
        return one, two
    finally:
        for office in offices:
            office.stop()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        postgres = Postgres(folder / "postgres")
        try:
            one, two = measure(folder, postgres.database("office"), seconds, rounds)
        finally:
            postgres.stop()
    ratio = statistics.median(b / a for a, b in zip(one, two))
    reached = ratio >= 0.9
    print(f"two offices on one PostgreSQL against one, {CLIENTS} clients  {ratio:.2f}x "
          f"({statistics.median(two):,.0f} and {statistics.median(one):,.0f} a second)  >= 0.9x  "
          f"{'' if reached else 'NOT REACHED'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
