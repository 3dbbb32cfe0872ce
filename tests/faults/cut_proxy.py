"""Cuts one exchange of plain HTTP at a class of byte that was ordered, and passes all others on."""
import socket
import threading

from fault_proxy import Proxy, read_message

# Where the connection ends: how much of the request goes to the server, or of its answer to the client.
REQUEST_CUTS = ("nothing", "request-line", "header", "before-body", "body", "last-byte")
ANSWER_CUTS = ("no-answer", "status-line", "answer-header", "before-answer-body", "answer-body", "answer-last-byte")
CUTS = REQUEST_CUTS + ANSWER_CUTS


class CutProxy(Proxy):
    patience = 20

    def __init__(self, target, seed=1):
        self.target = target  # a function: the office's address now
        self.ordered, self.met = None, threading.Event()
        super().__init__(seed)

    def order(self, cut):
        with self.lock:
            self.ordered = cut
            self.met.clear()

    def take_order(self):
        with self.lock:
            cut, self.ordered = self.ordered, None
            return cut

    def serve(self, client):
        reader = client.makefile("rb")
        host, port = self.target().rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=20) as server:
            answers = server.makefile("rb")
            while True:
                request = read_message(reader)
                if request is None:
                    return
                cut = self.take_order() if request.startswith(b"PUT ") else None
                if cut in REQUEST_CUTS:
                    server.sendall(request[: self.place(cut, request)])
                    return self.met.set()
                server.sendall(request)
                if cut == "no-answer":
                    return self.met.set()
                answer = read_message(answers)
                if cut is not None:
                    client.sendall((answer or b"")[: self.place(cut, answer or b"")])
                    return self.met.set()
                if answer is None:
                    return
                client.sendall(answer)

    def place(self, cut, message):
        head = message.find(b"\r\n\r\n") + 4
        first = message.find(b"\r\n") + 2
        bounds = {"request-line": (1, first), "status-line": (1, first), "header": (first, head - 1),
                  "answer-header": (first, head - 1), "before-body": (head, head), "before-answer-body": (head, head),
                  "body": (head, len(message) - 2), "answer-body": (head, len(message) - 2),
                  "last-byte": (len(message) - 1,) * 2, "answer-last-byte": (len(message) - 1,) * 2}
        least, most = bounds.get(cut, (0, 0))
        with self.lock:
            return self.chance.randint(min(least, most), most)
