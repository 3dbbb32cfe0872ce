"""A bad network between two programs of this machine: the kernel here has no netem, so a proxy does it.

FaultProxy("127.0.0.1:1234", seed) listens on `address` and passes on what comes. With `http` it knows where a plain HTTP request
ends, and can also lose a request, lose its answer, send it twice, and send it again seconds later, when newer ones have passed.
Without, it only knows octets: they are delayed, dribbled, cut in the middle; that also works for TLS.
"""
import collections
import random
import socket
import threading
import time

CALM = "pass"
HTTP_FAULTS = ("delay", "lose-request", "lose-answer", "truncate", "twice", "replay", "slow")
OCTET_FAULTS = ("delay", "cut", "slow")


class Proxy:
    """Listens on `address`; a thread for each client, in the subclass's serve(client)."""
    patience = 60

    def __init__(self, seed):
        self.chance, self.lock = random.Random(seed), threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        self.ended = False
        threading.Thread(target=self.accept, daemon=True).start()

    def stop(self):
        self.ended = True
        self.listener.close()

    def accept(self):
        while not self.ended:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.guarded, args=(client,), daemon=True).start()

    def guarded(self, client):
        try:
            with client:
                client.settimeout(self.patience)
                self.serve(client)
        except (OSError, ValueError, EOFError):
            pass  # whoever hung up has hung up


class FaultProxy(Proxy):
    def __init__(self, target, seed=1, http=True, share=0.3):
        """`share`: how many of the exchanges meet a fault."""
        host, port = target.rsplit(":", 1)
        self.target, self.serve, self.share = (host, int(port)), self.requests if http else self.octets, share
        self.met = collections.Counter()
        super().__init__(seed)

    def draw(self, least, most):
        with self.lock:
            return self.chance.uniform(least, most)

    def fault(self, kinds):
        with self.lock:
            kind = self.chance.choice(kinds) if self.chance.random() < self.share else CALM
            self.met[kind] += 1
            return kind

    # Plain HTTP, one request after the other.

    def requests(self, client):
        reader = client.makefile("rb")
        while not self.ended:
            request = read_message(reader)
            if request is None:
                return
            kind = self.fault(HTTP_FAULTS)
            if kind == "lose-request":
                return
            if kind == "delay":
                time.sleep(self.draw(0.1, 1.5))
            answer = self.ask(request)
            if kind == "twice":
                self.ask(request)
            if kind == "replay":  # an old request after newer ones
                threading.Timer(self.draw(0.5, 6), self.again, (request,)).start()
            if kind == "lose-answer":
                return
            if kind == "truncate":
                client.sendall(answer[: int(len(answer) * self.draw(0, 0.95))])
                return
            if kind == "slow":
                dribble(client, answer, self.draw(0.2, 2))
            else:
                client.sendall(answer)

    def ask(self, request):
        with socket.create_connection(self.target, timeout=30) as server:
            server.sendall(request)
            answer = read_message(server.makefile("rb"))
        if answer is None:
            raise EOFError
        return answer

    def again(self, request):
        try:
            self.ask(request)
        except (OSError, EOFError):
            pass  # the room is down: then nothing came twice

    # Any octets.

    def octets(self, client):
        with socket.create_connection(self.target, timeout=30) as server:
            server.settimeout(60)
            there = threading.Thread(target=self.carry, args=(client, server), daemon=True)
            there.start()
            self.carry(server, client)
            there.join(1)

    def carry(self, source, sink):
        try:
            while True:
                part = source.recv(65536)
                if not part:
                    break
                kind = self.fault(OCTET_FAULTS)
                if kind == "delay":
                    time.sleep(self.draw(0.05, 0.8))
                if kind == "cut":
                    sink.sendall(part[: int(len(part) * self.draw(0, 1))])
                    break
                if kind == "slow":
                    dribble(sink, part, self.draw(0.1, 1))
                else:
                    sink.sendall(part)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def dribble(sink, content, seconds):
    parts = 8
    size = max(1, len(content) // parts)
    for at in range(0, len(content), size):
        sink.sendall(content[at: at + size])
        time.sleep(seconds / parts)


def read_message(reader):
    """One HTTP message with a Content-Length, as it stands on the wire; nothing at the end."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = reader.readline(65536)
        if not line:
            return None
        head += line
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
        if name.strip().lower() == b"transfer-encoding":
            raise ValueError("a message in chunks")
    body = reader.read(length)
    if len(body) < length:
        return None
    return head + body
