"""A real provider of OpenID Connect: Debian's glewlwyd on loopback with a database of its own, set up by its own API."""
import base64
import gzip
import http.cookiejar
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

PROGRAM = shutil.which("glewlwyd")
SCHEMA = pathlib.Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
FIRST_PASSWORD = "password"  # of the administrator that glewlwyd's own schema makes
CONFIG = """port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}"
login_url="login.html"
api_prefix="api"
log_mode="console"
log_level="ERROR"
cookie_secure=0
session_key="GLEWLWYD2_SESSION_ID"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{database}"; }};
"""


def free_port():
    """Below the ports that the system gives to connections, where it is not taken in between."""
    for port in range(21_000, 32_000, 7):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no port is free")


class Browser:
    """What a person's browser keeps and follows: cookies, no redirect by itself."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
                                                  self.Stay)

    def ask(self, method, url, body=None):
        """(status, address it leads to or None, text)"""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, method=method, data=data, headers={"Content-Type": "application/json"})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.headers.get("Location"), answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location"), answer.read().decode()


class Glewlwyd:
    def __init__(self, folder, redirect_port):
        self.folder, self.port = pathlib.Path(folder), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.issuer = f"{self.address}/api/oidc"
        self.redirect = f"http://127.0.0.1:{redirect_port}/canbo"
        self.admin = Browser()
        self.process = None

    def start(self):
        self.folder.mkdir(parents=True)
        database = self.folder / "glewlwyd.db"
        with sqlite3.connect(database) as connection:
            connection.executescript(gzip.decompress(SCHEMA.read_bytes()).decode())
        config = self.folder / "glewlwyd.conf"
        config.write_text(CONFIG.format(port=self.port, database=database))
        self.process = subprocess.Popen([PROGRAM, f"--config-file={config}"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.1)
        self.manage("POST", "auth/", {"username": "admin", "password": FIRST_PASSWORD})
        self.add_provider()
        self.manage("POST", "client/?source=database",
                    {"client_id": "canbo", "name": "Canbo", "confidential": False, "enabled": True,
                     "redirect_uri": [self.redirect], "authorization_type": ["code"], "scope": []})

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)

    def manage(self, method, path, body=None):
        status, _, text = self.admin.ask(method, f"{self.address}/api/{path}", body)
        assert status == 200, (path, status, text)
        return json.loads(text) if text else None

    def add_provider(self):
        key = subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                             capture_output=True, text=True, check=True).stdout
        public = subprocess.run(["openssl", "pkey", "-pubout"], input=key, capture_output=True, text=True,
                                check=True).stdout
        claims = [{"name": name, "user-property": of, "type": "string", "mandatory": True, "scope": []}
                  for name, of in (("preferred_username", "username"), ("roles", "roles"), ("agency", "agency"))]
        self.manage("POST", "mod/plugin/", {"module": "oidc", "name": "oidc", "display_name": "OIDC", "parameters": {
            "iss": self.issuer, "jwt-type": "rsa", "jwt-key-size": "256", "key": key, "cert": public,
            "access-token-duration": 3600, "refresh-token-duration": 3600, "code-duration": 600,
            "auth-type-code-enabled": True, "auth-type-token-enabled": False, "auth-type-id-token-enabled": True,
            "jwks-show": True, "pkce-allowed": True, "pkce-method-plain-allowed": False, "pkce-required": True,
            "allow-non-oidc": False, "subject-type": "public", "name-claim": "mandatory", "claims": claims}})
        module = self.manage("GET", "mod/user/database")
        for name, multiple in (("roles", True), ("agency", False)):
            module["parameters"]["data-format"][name] = {"multiple": multiple, "read": True, "write": True}
        self.manage("PUT", "mod/user/database", module)
        self.manage("PUT", "mod/reload/")

    def add_person(self, name, password, roles, agency, display_name):
        self.manage("POST", "user/?source=database",
                    {"username": name, "name": display_name, "password": password, "scope": ["openid"],
                     "enabled": True, "roles": roles, "agency": agency})

    def log_in(self, url, name, password):
        """What a person does in the browser at that address. @returns where it leads them"""
        browser = Browser()
        status, _, text = browser.ask("POST", f"{self.address}/api/auth/", {"username": name, "password": password})
        assert status == 200, text
        status, _, text = browser.ask("PUT", f"{self.address}/api/auth/grant/canbo/", {"scope": "openid"})
        assert status == 200, text
        status, there, text = browser.ask("GET", url + "&g_continue")  # as its login page does
        assert status == 302, (status, text)
        return there
